package fr.fabrique.idea;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.fabrique.FabriqueTest;
import fr.fabrique.idea.Ideas.Idea;
import fr.fabrique.idea.Program.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.camunda.bpm.engine.FormService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.form.FormField;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.variable.Variables;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What a program may send as an idea, and what it is told when it sends something else. */
@FabriqueTest
class SubmissionApiTest {

  private static final String NUL = "\u0000";

  @LocalServerPort private int port;
  @Autowired private Ideas ideas;
  @Autowired private TaskService tasks;
  @Autowired private FormService forms;

  @Nested
  class Keys {

    @ParameterizedTest
    @ValueSource(strings = {"titel", "author", "id"})
    void an_unknown_key_is_refused_and_the_known_ones_are_named(String key) {
      Answer answer = author().submit("title", "Unknown", "solution", "Text.", key, "x");

      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.detail()).contains(key, "title", "solution", "externalId", "coAuthors");
      assertThat(ideas.of("author")).extracting(Idea::title).doesNotContain("Unknown");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\ud83d\\ude00", "\\u0000", "y"})
    void an_unknown_key_of_any_kind_and_length_is_answered(String characters) {
      Answer answer = author().submitJson("{\"x%s\": 1}".formatted(characters.repeat(1_000)));

      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.detail()).contains("is not known here").hasSizeLessThan(400);
    }

    @Test
    void a_key_that_stands_twice_is_refused_and_named() {
      Answer answer =
          author().submitJson("{\"title\": \"Once\", \"title\": \"Twice\", \"solution\": \"x\"}");

      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.detail()).contains("title", "twice");
    }

    @ParameterizedTest
    @ValueSource(strings = {" rubbish", " {}", "]"})
    void what_follows_the_object_is_refused(String rest) {
      assertThat(author().submitJson("{\"title\": \"A\", \"solution\": \"Text.\"}" + rest).status())
          .isEqualTo(400);
    }

    @Test
    void body_means_the_solution_as_it_does_in_a_file() {
      Answer answer = author().submit("title", "With a body", "body", "What to do.");

      assertThat(answer.status()).isEqualTo(201);
      assertThat(idea(answer).solution()).isEqualTo("<p>What to do.</p>");
    }

    @Test
    void body_and_solution_together_are_refused_for_one_would_be_lost() {
      Answer answer = author().submit("title", "Both", "body", "One.", "solution", "Two.");

      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.detail()).contains("body", "solution");
    }

    @Test
    void the_same_holds_for_challenges() {
      Answer answer =
          new Program(port, "animator")
              .post(
                  "/api/challenges",
                  "application/json",
                  BodyPublishers.ofString(
                      "{\"key\":\"unknown-key\",\"title\":\"A\",\"question\":\"B\",\"opens\":1}"));

      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.detail()).contains("opens", "question");
    }
  }

  @Nested
  class Characters {

    @ParameterizedTest
    @CsvSource({
      "'A\u0000title',            A title",
      "'Line\r\nbreak\tand\u2028more', Line break and more",
      "'  many \u00a0  blanks ',  many blanks",
      "'\u202eesrever\u202c',     esrever",
      "'zero\u200bwidth',         zerowidth",
      "'half\ud800surrogate',     halfsurrogate"
    })
    void a_title_is_one_line_that_can_be_read(String sent, String kept) {
      Answer answer = author().submitJson("{\"title\":%s,\"body\":\"x\"}".formatted(quoted(sent)));

      assertThat(answer.status()).isEqualTo(201);
      assertThat(idea(answer).title()).isEqualTo(kept);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {"\u200b\u200d\ufeff", "\u00a0\u2003", "\r\n", "\u0000", "\u3164", "\u0301"})
    void a_title_of_which_nothing_can_be_seen_is_missing(String title) {
      Answer answer = author().submitJson("{\"title\":%s,\"body\":\"x\"}".formatted(quoted(title)));

      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.detail()).contains("title is missing");
    }

    @Test
    void null_characters_in_texts_and_theme_are_dropped() {
      Answer answer =
          author().submit("title", "Nulls", "solution", "a" + NUL + "b", "theme", "c" + NUL + "d");

      assertThat(answer.status()).isEqualTo(201);
      assertThat(idea(answer).solution()).isEqualTo("<p>ab</p>");
      assertThat(idea(answer).theme()).isEqualTo("c d");
    }

    @Test
    void an_external_id_with_such_characters_is_refused() {
      assertRefused("externalId", "a" + NUL + "b");
      assertRefused("externalId", "a\u200bb");
    }

    @Test
    void an_external_id_of_nothing_is_none() {
      Answer first = author().submit("title", "No id", "body", "x", "externalId", "");
      Answer second = author().submit("title", "No id either", "body", "x", "externalId", " ");

      assertThat(List.of(first.status(), second.status())).containsOnly(201);
      assertThat(idea(first).externalId()).isNull();
    }

    @Test
    void co_authors_that_cannot_be_accounts_are_refused() {
      assertRefused("coAuthors", Collections.singletonList(null));
      assertRefused("coAuthors", List.of("a" + NUL + "b"));
      assertRefused("coAuthors", List.of("author2", " "));
      assertRefused("coAuthors", List.of("\ud83d\ude00".repeat(1_000)));
      assertRefused("coAuthors", List.of("x".repeat(100_000)));
      assertRefused("coAuthors", Collections.nCopies(10_000, "author2"));
    }

    @ParameterizedTest
    @CsvSource({"A\\u0000title,A question", "A title,A\\u0000question", "\\u200b\\u200b,Why?"})
    void a_challenge_with_such_characters_is_refused(String title, String question) {
      Answer answer =
          new Program(port, "animator")
              .post(
                  "/api/challenges",
                  "application/json",
                  BodyPublishers.ofString(
                      "{\"key\":\"null-characters\",\"title\":\"%s\",\"question\":\"%s\"}"
                          .formatted(title, question)));

      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.detail()).contains("cannot be");
    }
  }

  @Nested
  class Times {

    @ParameterizedTest
    @ValueSource(
        strings = {
          "+999999999-12-31T23:59:59+18:00",
          "99999999999999",
          "1899-12-31T23:59:59Z",
          "2201-01-01T00:00:00Z",
          "2027-02-30T10:00:00Z",
          "2027-02-03",
          "yesterday"
        })
    void a_time_that_none_is_or_far_off_is_refused(String time) {
      Answer answer = author().submit("title", "When", "body", "x", "submittedAt", time);

      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.detail()).contains("submittedAt");
    }

    @Test
    void a_number_is_no_time() {
      Answer answer =
          author().submitJson("{\"title\":\"When\",\"body\":\"x\",\"submittedAt\":99999999999999}");

      assertThat(answer.status()).isEqualTo(400);
    }

    @Test
    void a_time_with_its_offset_is_kept() {
      Answer answer =
          author().submit("title", "When", "body", "x", "submittedAt", "2027-01-31T09:30:00+0100");

      assertThat(answer.status()).isEqualTo(201);
      assertThat(idea(answer).submittedAt().toInstant()).hasToString("2027-01-31T08:30:00Z");
    }
  }

  @Nested
  class Length {

    private static final int LONGEST = 25_000;
    private static final String LONG_ENOUGH =
        "One page on the intranet where everybody sees it at once.";

    @Test
    void a_text_at_the_limit_comes_back_to_its_author_who_can_hand_it_in_again_as_it_is() {
      String html = "<p>é &amp; <b>è</b></p>".repeat(LONGEST);
      assertRoundTrip("x ".repeat(LONGEST).substring(0, LONGEST - 1) + "y");
      assertRoundTrip(("<p>" + "&amp;".repeat(8_000)).substring(0, LONGEST));
      assertRoundTrip(html.substring(0, html.lastIndexOf("<p>", LONGEST)));
      assertRoundTrip("<b>" + "y".repeat(LONGEST) + "</b>");
    }

    @Test
    void a_text_beyond_the_limit_is_refused() {
      for (String tooLong : List.of("y".repeat(LONGEST + 1), "<p>" + "y".repeat(LONGEST + 1))) {
        Answer answer = author().submit("title", "Too long", "body", tooLong);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.detail()).contains("25,001", "25,000");
      }
    }

    @Test
    @Timeout(30)
    void as_many_characters_as_are_kept_may_each_have_their_own_tag() {
      Answer answer =
          author().submit("title", "Bold", "problem", "<p>" + "<b>z</b>".repeat(LONGEST) + "</p>");

      assertThat(answer.status()).isEqualTo(201);
    }

    @ParameterizedTest
    @CsvSource({"<b><i>, 200, 400, 200, deep", "<b><i>z</i></b>, 9000, '9,000', '8,400', tags"})
    void what_is_wrong_with_its_tags_is_told_as_it_is(
        String piece, int times, String found, String most, String words) {
      Answer answer = author().submit("title", "Tags", "problem", piece.repeat(times));

      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.detail()).containsIgnoringCase("the problem").contains(found, most, words);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<ul><li>", "<b>", "<table><td>", "<b a='</b>'>", "&#32;", " "})
    @Timeout(8)
    void what_would_take_long_to_read_is_refused_or_read_quickly(String piece) {
      String text = "<p>" + piece.repeat(95_000 / piece.length()) + "x</p>";

      Answer answer =
          author()
              .submit(
                  "title",
                  "Deep",
                  "problem",
                  text,
                  "solution",
                  text,
                  "effect",
                  text,
                  "links",
                  text);

      assertThat(answer.status()).isIn(201, 400);
    }

    @Test
    void a_title_that_its_author_rewrites_is_one_line_that_can_be_read_as_well() {
      String idea = author().submit("title", "To be rewritten", "body", LONG_ENOUGH).id();
      Task completion = askAuthor(idea);

      assertThatThrownBy(() -> complete(completion, "\u200b\u200b\u200b\u200b\u200b", "Text."))
          .hasMessageContaining("Title");
      complete(completion, "Re\u200bwritten \u202etitle", "Text.");

      assertThat(ideas.find(idea).orElseThrow().title()).isEqualTo("Rewritten title");
    }

    private void assertRoundTrip(String text) {
      String idea = author().submit("title", "At the limit", "body", text).id();
      String kept = ideas.find(idea).orElseThrow().solution();
      Task completion = askAuthor(idea);

      complete(completion, prefilled(completion, "title"), prefilled(completion, "solution"));

      assertThat(ideas.find(idea).orElseThrow().solution()).isEqualTo(kept);
    }

    private Task askAuthor(String idea) {
      forms.submitTaskForm(
          task(idea, "task_screen_idea").getId(),
          Variables.putValue("screening", "ask_author").putValue("question", "Is it so?"));
      return task(idea, "task_complete_idea");
    }

    private void complete(Task completion, Object title, Object solution) {
      forms.submitTaskForm(
          completion.getId(), Variables.putValue("title", title).putValue("solution", solution));
    }

    private Object prefilled(Task task, String key) {
      return forms.getTaskFormData(task.getId()).getFormFields().stream()
          .filter(field -> field.getId().equals(key))
          .map(FormField::getValue)
          .map(value -> value.getValue())
          .findFirst()
          .orElseThrow();
    }

    private Task task(String idea, String step) {
      return tasks
          .createTaskQuery()
          .processInstanceBusinessKey(idea)
          .taskDefinitionKey(step)
          .singleResult();
    }
  }

  @Test
  void reviving_an_unknown_idea_finds_nothing_for_an_animator_as_well() {
    Answer answer =
        new Program(port, "animator")
            .post("/api/ideas/none/revival", "application/json", BodyPublishers.noBody());

    assertThat(answer.status()).isEqualTo(404);
  }

  private void assertRefused(Object... fields) {
    Object[] all = Arrays.copyOf(fields, fields.length + 4);
    System.arraycopy(new Object[] {"title", "Refused", "body", "x"}, 0, all, fields.length, 4);
    Answer answer = author().submit(all);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.detail()).isNotBlank().hasSizeLessThan(500);
    assertThat(ideas.of("author")).extracting(Idea::title).doesNotContain("Refused");
  }

  private Idea idea(Answer accepted) {
    return ideas.find(accepted.id()).orElseThrow();
  }

  private Program author() {
    return new Program(port, "author");
  }

  /** As JSON in ASCII, half surrogates included. */
  private static String quoted(String text) {
    StringBuilder json = new StringBuilder("\"");
    text.chars().forEach(c -> json.append("\\u%04x".formatted(c)));
    return json.append('"').toString();
  }
}
