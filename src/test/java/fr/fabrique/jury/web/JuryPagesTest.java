package fr.fabrique.jury.web;

import static org.assertj.core.api.Assertions.assertThat;

import fr.fabrique.FabriqueTest;
import fr.fabrique.demo.DemoPeople;
import fr.fabrique.jury.domain.Assessment;
import fr.fabrique.jury.store.AssessmentTable;
import fr.fabrique.jury.store.SeatTable;
import fr.fabrique.jury.store.VerdictTable;
import fr.fabrique.portal.Reader;
import fr.fabrique.portal.Reader.Page;
import java.text.NumberFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.RequestEntity;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The chair belongs to the unit of juror4, and to that of no other juror. */
@FabriqueTest
class JuryPagesTest {

  @LocalServerPort private int port;
  @Autowired private TestRestTemplate web;
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
  class A_long_list {

    @Test
    void is_parted_into_pages_the_newest_first() {
      for (int number = 1; number <= 23; number++) {
        String idea = paper.idea(challenge, "author", "Idea %02d of many".formatted(number));
        paper.tallied(idea, 3);
        paper.decided(idea, 3);
      }
      Reader chair = reader("chair", "en");
      Page first = chair.open("/jury/" + challenge);
      Page last = chair.open("/jury/" + challenge + "?verdicts=2");

      assertThat(first.content().select(".verdict h3").eachText())
          .hasSize(20)
          .startsWith("Idea 23 of many", "Idea 22 of many");
      assertThat(first.content().select(".pages a[rel=next]").attr("href"))
          .isEqualTo("/jury/" + challenge + "?verdicts=2#verdicts");
      assertThat(last.content().select(".verdict h3").eachText())
          .containsExactly(
              "Idea 03 of many", "Idea 02 of many", "Idea 01 of many", "A lift for all");
      assertThat(last.text(".pages")).contains("Page 2 of 2");
      assertThat(last.content().select(".pages a[rel=next]")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"99, 200", "-1, 200", "many, 400"})
    void a_page_that_is_not_there_is_no_fault(String asked, int status) {
      Reader chair = reader("chair", "en");
      for (String list : new String[] {"?verdicts=", "?late=", "/panel?why=", "/meeting?agenda="}) {
        assertThat(chair.open("/jury/" + challenge + list + asked).status()).isEqualTo(status);
      }
      assertThat(reader("juror1", "en").open("/reviews?given=" + asked).status()).isEqualTo(status);
    }
  }

  @Nested
  class A_jury_of_the_past {

    @Test
    void shows_what_was_given_and_nothing_that_was_never_asked() {
      String key = "past-" + challenge;
      String file =
          "session,entry,entry_author,entry_unit,juror,juror_unit,use,cost\n"
              + "Final,one,a1,north,ann,north,7.5,6\nFinal,one,a1,north,bea,south,3,2.25\n"
              + "Final,two,a2,south,ann,north,8,9\n";
      RequestEntity<String> past =
          RequestEntity.post("/api/challenges/{key}/past-reviews", key)
              .contentType(MediaType.valueOf("text/csv"))
              .body(file);
      assertThat(
              web.withBasicAuth("animator", DemoPeople.PASSWORD)
                  .exchange(past, String.class)
                  .getStatusCode())
          .isEqualTo(HttpStatus.OK);
      Reader chair = reader("chair", "en");

      Page page = chair.open("/jury/" + key);
      assertThat(page.text(".figures"))
          .isEqualTo("Reviews given 3 Ideas reviewed 2 Jurors 2")
          .isEqualTo(chair.open("/jury").text(".card:contains(" + key + ") .figures"));
      assertThat(page.text("main")).contains("Severity", "Scores given").doesNotContain("Overdue");
      assertThat(page.content().select("a[href$=/panel], a[href$=/meeting], .verdict")).isEmpty();
    }
  }

  @Nested
  class Figures {

    @ParameterizedTest
    @CsvSource({
      "1.236, en, +1.24",
      "-0.5, fr, '−0,50'",
      "0.004, en, 0.00",
      "-0.004, fr, '0,00'",
    })
    void points_above_and_below_have_their_sign(double points, String language, String shown) {
      assertThat(JuryPages.signed(points, Locale.forLanguageTag(language))).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({"10, 10, 1", "100, 10, 10", "1000000, 11, 90910"})
    void many_different_scores_are_gathered_into_few_bars(double highest, int last, double step) {
      List<Assessment> given = new ArrayList<>();
      for (int number = 0; number <= 40; number++) {
        given.add(paper.assessment("idea", "juror1", highest * number / 40));
      }

      Chart chart = Chart.of(given, Locale.ENGLISH).get(0);

      assertThat(chart.bars())
          .extracting(Chart.Bar::score)
          .hasSize(last + 1)
          .startsWith("0", NumberFormat.getInstance(Locale.ENGLISH).format(step));
      assertThat(chart.bars().stream().mapToInt(Chart.Bar::count).sum()).isEqualTo(41);
      assertThat(chart.bars().get(last).middle()).isBetween(220, 240);
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
