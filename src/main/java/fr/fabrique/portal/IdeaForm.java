package fr.fabrique.portal;

import fr.fabrique.engine.SafeHtml;
import fr.fabrique.idea.Submission.NewIdea;
import fr.fabrique.idea.Wording;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * An idea as its author types it, in plain text.
 *
 * @param receipt tells one form sent twice from two forms
 */
record IdeaForm(
    String receipt,
    @NotBlank(message = "{portal.form.challenge.missing}") String challenge,
    @NotBlank(message = "{portal.form.title.missing}")
        @Size(max = IdeaForm.LONGEST_TITLE, message = "{portal.form.title.long}")
        String title,
    @Size(max = IdeaForm.LONGEST_TEXT, message = "{portal.form.text.long}") String problem,
    @NotBlank(message = "{portal.form.solution.missing}")
        @Size(max = IdeaForm.LONGEST_TEXT, message = "{portal.form.text.long}")
        String solution,
    @Size(max = IdeaForm.LONGEST_TEXT, message = "{portal.form.text.long}") String beneficiaries,
    @Size(max = IdeaForm.LONGEST_TEXT, message = "{portal.form.text.long}") String effect,
    @Size(max = IdeaForm.LONGEST_TEXT, message = "{portal.form.text.long}") String links) {

  static final int LONGEST_TITLE = 240;
  static final int LONGEST_TEXT = 25_000;

  IdeaForm {
    receipt = receipt == null ? UUID.randomUUID().toString() : receipt;
    title = Wording.line(title);
    problem = text(problem);
    solution = text(solution);
    beneficiaries = text(beneficiaries);
    effect = text(effect);
    links = text(links);
  }

  static IdeaForm empty(String challenge) {
    return new IdeaForm(null, challenge, null, null, null, null, null, null);
  }

  /** The form as it stood when it could not be taken. */
  static IdeaForm again(Map<String, String> typed) {
    return new IdeaForm(
        typed.get("receipt"),
        typed.get("challenge"),
        typed.get("title"),
        typed.get("problem"),
        typed.get("solution"),
        typed.get("beneficiaries"),
        typed.get("effect"),
        typed.get("links"));
  }

  NewIdea toIdea() {
    return new NewIdea(
        null,
        title,
        SafeHtml.fromText(problem),
        SafeHtml.fromText(solution),
        SafeHtml.fromText(beneficiaries),
        SafeHtml.fromText(effect),
        SafeHtml.fromText(links),
        null,
        List.of(),
        null);
  }

  /** Browsers send every line break as two characters; people count one. */
  private static String text(String typed) {
    return typed == null ? null : typed.replace("\r\n", "\n").strip();
  }
}
