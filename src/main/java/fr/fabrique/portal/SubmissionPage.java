package fr.fabrique.portal;

import fr.fabrique.challenge.Challenges;
import fr.fabrique.challenge.Challenges.Challenge;
import fr.fabrique.idea.Submission;
import fr.fabrique.idea.Submission.SubmissionRefused;
import fr.fabrique.people.KeptForm;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import jakarta.validation.Valid;
import java.security.Principal;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.SessionAttribute;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.util.WebUtils;

/** Handing in an idea. */
@Controller
class SubmissionPage {

  private static final String RECEIPTS = SubmissionPage.class.getName();

  private final Submission submission;
  private final Challenges challenges;

  SubmissionPage(Submission submission, Challenges challenges) {
    this.submission = submission;
    this.challenges = challenges;
  }

  @ModelAttribute("challenges")
  List<Challenge> open() {
    return challenges.all().stream()
        .filter(Challenge::isOpen)
        .sorted(Comparator.comparing(Challenge::permanent).thenComparing(Challenge::title))
        .toList();
  }

  @GetMapping("/ideas/new")
  String form(
      @RequestParam(required = false) String challenge,
      @SessionAttribute(name = KeptForm.NAME, required = false) KeptForm kept,
      @ModelAttribute("challenges") List<Challenge> open,
      Model page) {
    String chosen = open.size() == 1 ? open.get(0).id() : challenge;
    page.addAttribute("kept", kept != null);
    page.addAttribute(
        "form", kept == null ? IdeaForm.empty(chosen) : IdeaForm.again(kept.fields()));
    return "submission";
  }

  @PostMapping("/ideas/new")
  String submit(
      @Valid @ModelAttribute("form") IdeaForm form,
      BindingResult mistakes,
      Principal author,
      HttpSession session,
      HttpServletResponse response,
      Model page,
      RedirectAttributes next) {
    if (!mistakes.hasErrors()) {
      try {
        String id =
            once(
                session,
                form.receipt(),
                () -> submission.submit(form.challenge(), author.getName(), form.toIdea()));
        session.removeAttribute(KeptForm.NAME);
        next.addFlashAttribute("done", "portal.idea.handed_in");
        next.addAttribute("id", id);
        return "redirect:/ideas/{id}";
      } catch (SubmissionRefused refused) {
        show(refused, mistakes);
      }
    }
    page.addAttribute("mistaken", true);
    response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
    return "submission";
  }

  private static void show(SubmissionRefused refused, BindingResult mistakes) {
    switch (refused.reason()) {
      case UNKNOWN_CHALLENGE, CHALLENGE_NOT_OPEN ->
          mistakes.rejectValue("challenge", "portal.form.challenge.closed");
      case INVALID, BUSY -> mistakes.reject("portal.form.refused");
    }
  }

  /** A form sent twice, by an impatient click or by going back, is one idea. */
  private static String once(HttpSession session, String receipt, Supplier<String> submission) {
    synchronized (WebUtils.getSessionMutex(session)) {
      Map<String, String> receipts = new HashMap<>();
      if (session.getAttribute(RECEIPTS) instanceof Map<?, ?> earlier) {
        earlier.forEach((key, id) -> receipts.put((String) key, (String) id));
      }
      String id = receipts.get(receipt);
      if (id == null) {
        id = submission.get();
        receipts.put(receipt, id);
        session.setAttribute(RECEIPTS, receipts);
      }
      return id;
    }
  }
}
