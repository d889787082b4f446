package fr.fabrique.journal;

import static org.assertj.core.api.Assertions.assertThat;

import fr.fabrique.FabriqueTest;
import fr.fabrique.engine.Answers;
import fr.fabrique.engine.Answers.Answer;
import fr.fabrique.engine.Dossier.Opened;
import fr.fabrique.engine.EngineClock;
import fr.fabrique.idea.Submission;
import fr.fabrique.idea.Submission.NewIdea;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What was done and said before, as a form shows it. */
@FabriqueTest
class JournalTest {

  @Autowired JournalStore journal;
  @Autowired Submission submission;

  private String subject = UUID.randomUUID().toString();

  @AfterEach
  void letTimePass() {
    EngineClock.release();
  }

  @Test
  void the_newest_entry_comes_first_and_only_older_ones_wait_to_be_asked_for() {
    for (String step : List.of("Immerse", "Define", "Imagine")) {
      keep(step, "What you saw", "Queues.");
    }
    Element shown = shown();
    assertThat(shown.select(".entry h4").eachText())
        .containsExactly("Imagine", "Define", "Immerse");
    assertThat(shown.select(".entry.older h4").eachText()).containsExactly("Immerse");
    assertThat(shown.select(".entry .said .asked").eachText()).hasSize(3);
  }

  @Test
  void what_people_wrote_is_text_and_never_a_tag_of_the_page() {
    keep("<b>Step</b>", "A <question>", "</div><script>alert(1)</script>");
    Element shown = shown();
    assertThat(shown.select("script, b")).isEmpty();
    assertThat(shown.text()).contains("<b>Step</b>", "A <question>", "</div><script>");
  }

  @Test
  void an_answer_that_says_it_is_no_aside_is_in_the_journal() {
    keep("Screen", Map.of("aside", "false"), "Counter hours.");
    assertThat(shown().text()).contains("Counter hours.");
  }

  @Test
  void an_aside_is_shown_to_who_asks_for_it_by_name_and_never_to_an_author() {
    subject =
        submission.submit(
            "permanent",
            "author",
            new NewIdea(
                null,
                "A counter for the journal",
                "People wait without knowing for how long.",
                "A display that tells how many wait before them.",
                null,
                null,
                null,
                null,
                List.of("author2"),
                null));
    keep("Immerse", "What you saw", "Queues.");
    keep("Screen", Map.of("aside", "true"), "Asked twice before.");

    assertThat(last("juror1")).asString().contains("Asked twice before.");
    assertThat(last("author")).isNull();
    assertThat(last("author2")).isNull();
    assertThat(shown().text()).contains("Queues.").doesNotContain("Asked twice before.");
  }

  private void keep(String step, String question, String answer) {
    keep(step, question, Map.of(), answer);
  }

  private void keep(String step, Map<String, String> properties, String answer) {
    keep(step, "What you saw", properties, answer);
  }

  private void keep(String step, String question, Map<String, String> properties, String answer) {
    EngineClock.stopAt(EngineClock.now().toInstant().plusSeconds(60));
    journal.keep(
        new Answers(
            subject,
            "task",
            "immerse",
            step,
            "author",
            List.of(new Answer("evidence", question, answer, answer, properties))));
  }

  private Object last(String viewer) {
    return journal.entry("last_evidence").orElseThrow().apply(new Opened(subject, "task", viewer));
  }

  private Element shown() {
    return Jsoup.parseBodyFragment(
            (String)
                journal.entry("journal").orElseThrow().apply(new Opened(subject, "task", "author")))
        .body();
  }
}
