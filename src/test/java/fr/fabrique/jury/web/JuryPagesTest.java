package fr.fabrique.jury.web;

import static org.assertj.core.api.Assertions.assertThat;

import fr.fabrique.FabriqueTest;
import fr.fabrique.jury.store.AssessmentTable;
import fr.fabrique.jury.store.SeatTable;
import fr.fabrique.jury.store.VerdictTable;
import fr.fabrique.portal.Reader;
import fr.fabrique.portal.Reader.Page;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The chair belongs to the unit of juror4, and to that of no other juror. */
@FabriqueTest
class JuryPagesTest {

  @LocalServerPort private int port;
  @Autowired private JdbcClient jdbc;
  @Autowired private SeatTable seats;
  @Autowired private AssessmentTable assessments;
  @Autowired private VerdictTable verdicts;

  private JuryOnPaper paper;
  private String challenge;

  @BeforeEach
  void aJury() {
    paper = new JuryOnPaper(jdbc, seats, assessments, verdicts);
    challenge = paper.challenge("Paper jury");
    String open = paper.idea(challenge, "author", "A lift for all");
    paper.reviewed(open, 0, "juror1", 4, "=HYPERLINK(\"http://x\")");
    paper.reviewed(open, 1, "juror3", 3, "Good, \"really\"");
    paper.tallied(open, 3.5);
    paper.decided(open, 3.5);
    String closed = paper.idea(challenge, "juror4", "Shelves of the archive");
    paper.reviewed(closed, 0, "juror2", 1, "Only for other eyes");
    paper.tallied(closed, 1.25);
    paper.decided(closed, 1.25);
  }

  @Nested
  class Who_may_look {

    @ParameterizedTest
    @CsvSource({
      "author, 403",
      "juror1, 403",
      "author2, 403",
      "animator, 403",
      "chair, 200",
      "admin, 200"
    })
    void chairs_and_administrators_only(String account, int status) {
      Reader reader = reader(account, "en");

      assertThat(reader.open("/jury").status()).isEqualTo(status);
      for (String page :
          new String[] {"", "/assignments.csv", "/assessments.csv", "/tallies.csv"}) {
        assertThat(reader.open("/jury/" + challenge + page).status()).as(page).isEqualTo(status);
      }
    }

    @Test
    void an_unknown_challenge_is_not_found() {
      assertThat(reader("chair", "en").open("/jury/none").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/assignments.csv", "/assessments.csv", "/tallies.csv"})
    void of_an_idea_of_their_own_unit_chairs_see_neither_assessments_nor_scores(String page) {
      String seen = reader("chair", "en").open("/jury/" + challenge + page).content().text();

      assertThat(seen).contains("A lift for all");
      assertThat(seen).doesNotContain("Only for other eyes", "1.25");
      if (!page.isEmpty()) {
        assertThat(seen).doesNotContain("Shelves of the archive", "juror2");
      }
      assertThat(reader("admin", "en").open("/jury/" + challenge + page).content().text())
          .contains("Shelves of the archive");
    }
  }

  @Nested
  class The_page_of_a_challenge {

    @Test
    void tells_how_far_the_reviews_are_and_why_the_verdicts_fell() {
      Page page = reader("admin", "en").open("/jury/" + challenge);

      assertThat(page.text("h1")).isEqualTo("Jury: Paper jury");
      assertThat(page.text(".figures dd")).startsWith("3 0 0 3 0 2 of 2");
      assertThat(page.text(".verdict q")).contains("The jury is of one mind.");
      assertThat(page.text(".verdict summary")).contains("Version 7");
      assertThat(page.text("main")).contains("Paul Girard", "too few to say");
      assertThat(page.content().select("svg").attr("aria-label"))
          .isEqualTo("0\u00a0: 0, 1\u00a0: 1, 2\u00a0: 0, 3\u00a0: 1, 4\u00a0: 1, 5\u00a0: 0");
    }

    @Test
    void counts_no_score_of_an_idea_that_is_closed_to_the_chair() {
      Page page = reader("chair", "fr").open("/jury/" + challenge);

      assertThat(page.content().select("svg").attr("aria-label"))
          .contains("1\u00a0: 0", "4\u00a0: 1");
      assertThat(page.text(".note")).contains("Shelves of the archive");
      assertThat(page.text("[aria-labelledby=severity]")).doesNotContain("Inès Fontaine");
    }
  }

  @Nested
  class Files {

    @Test
    void what_a_spreadsheet_would_run_is_a_text_there() {
      String file =
          reader("chair", "en")
              .open("/jury/" + challenge + "/assessments.csv")
              .content()
              .wholeText();

      assertThat(file).startsWith("\ufeffidea,title,round,juror,");
      assertThat(file).contains("\"'=HYPERLINK(\"\"http://x\"\")\"", "\"Good, \"\"really\"\"\"");
    }
  }

  private Reader reader(String account, String language) {
    return new Reader(port, language).signIn(account);
  }
}
