package fr.fabrique.jury.web;

import static org.assertj.core.api.Assertions.assertThat;

import fr.fabrique.FabriqueTest;
import fr.fabrique.challenge.Challenges;
import fr.fabrique.idea.Submission;
import fr.fabrique.idea.Submission.NewIdea;
import fr.fabrique.jury.store.AssessmentTable;
import fr.fabrique.jury.store.PanelTable;
import fr.fabrique.jury.store.PanelTable.Member;
import fr.fabrique.jury.store.PanelTable.Rule;
import fr.fabrique.jury.store.SeatTable;
import fr.fabrique.jury.store.SeatTable.Seat;
import fr.fabrique.jury.store.SeatTable.SeatState;
import fr.fabrique.jury.store.VerdictTable;
import fr.fabrique.portal.Reader;
import fr.fabrique.portal.Reader.Page;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.FormService;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What chairs and jurors change, and what follows from it. */
@FabriqueTest
class PanelPagesTest {

  @LocalServerPort private int port;
  @Autowired private JdbcClient jdbc;
  @Autowired private SeatTable seats;
  @Autowired private AssessmentTable assessments;
  @Autowired private VerdictTable verdicts;
  @Autowired private PanelTable panels;
  @Autowired private Submission submission;
  @Autowired private TaskService tasks;
  @Autowired private FormService forms;

  private JuryOnPaper paper;
  private String challenge;
  private String idea;
  private final String title = "Panel " + UUID.randomUUID();

  @BeforeEach
  void aJury() {
    paper = new JuryOnPaper(jdbc, seats, assessments, verdicts);
    challenge = paper.challenge(title);
    idea = paper.idea(challenge, "author", "A bench in the sun");
  }

  /** What holds in all challenges would reach other tests. */
  @AfterEach
  void clean() {
    for (String table : List.of("juror_terms", "expertise", "absence", "declared_tie")) {
      jdbc.sql("delete from " + table).update();
    }
    jdbc.sql("delete from pair_rule").update();
  }

  @Nested
  class The_panel {

    @Test
    void members_join_change_and_leave() {
      send("chair", "/members", Map.of("person", "juror1", "quota", "4"));
      send("chair", "/members", Map.of("person", "chair", "presides", "true"));

      assertThat(panels.members(challenge))
          .containsExactly(new Member("chair", true, null), new Member("juror1", false, 4));

      send("chair", "/members/removal", Map.of("person", "juror1"));

      assertThat(panels.members(challenge)).containsExactly(new Member("chair", true, null));
    }

    @Test
    void terms_of_a_juror_are_kept() {
      Page page =
          send(
              "chair", "/terms", Map.of("person", "juror1", "yearly", "9", "fields", "roads, Law"));

      assertThat(page.text("[role=status]")).contains("saved");
      assertThat(panels.yearlyQuotas()).containsEntry("juror1", 9);
      assertThat(panels.expertise("juror1")).containsExactlyInAnyOrder("roads", "Law");
    }

    @ParameterizedTest
    @CsvSource({
      "/members, person=author, belongs to the jurors",
      "/members, person=juror1&presides=true, can preside",
      "/members, person=juror1&quota=-1, whole number",
      "/members, person=juror1&quota=many, whole number",
      "/terms, person=juror1&yearly=1e3&fields=a, whole number",
      "/pairs, idea=none&juror=juror1&rule=BARRED&reason=x, an idea of this challenge",
      "/pairs, idea={idea}&juror=author2&rule=BARRED&reason=x, belongs to the jurors",
      "/pairs, idea={idea}&juror=juror1&rule=MAYBE&reason=x, choose whether",
      "/pairs, idea={idea}&juror=juror1&rule=BARRED&reason=+, give a reason",
      "/pairs, idea={idea}&juror=juror5&rule=FIXED&reason=x, conflict of interest",
    })
    void what_cannot_be_done_is_told_and_nothing_is_changed(
        String form, String typed, String told) {
      Reader chair = reader("chair");
      Page page = chair.post(path() + form, token(chair) + typed.replace("{idea}", idea));

      assertThat(page.status()).isEqualTo(400);
      assertThat(page.text("[role=alert]")).contains(told);
      assertThat(panels.members(challenge)).isEmpty();
      assertThat(panels.yearlyQuotas()).isEmpty();
      assertThat(panels.expertise("juror1")).isEmpty();
      assertThat(panels.rulesOfChallenge(challenge)).isEmpty();
    }

    @Test
    void jurors_and_authors_change_nothing() {
      for (String account : List.of("juror1", "author")) {
        Reader reader = reader(account);
        String token = "_csrf=" + reader.open("/").content().select("[name=_csrf]").val() + "&";
        assertThat(reader.open(path()).status()).isEqualTo(403);
        assertThat(reader.post(path() + "/members", token + "person=juror1").status())
            .isEqualTo(403);
        assertThat(reader.post(path() + "/assignment", token).status()).isEqualTo(403);
      }
      assertThat(panels.members(challenge)).isEmpty();
    }

    @Test
    void a_form_that_no_page_of_ours_offered_changes_nothing() {
      Page page = reader("chair").post(path() + "/members", "person=juror1");

      assertThat(page.status()).isEqualTo(403);
      assertThat(panels.members(challenge)).isEmpty();
    }
  }

  @Nested
  class Pairs {

    @Test
    void a_chair_settles_nothing_for_an_idea_of_their_own_unit() {
      String closed = paper.idea(challenge, "juror4", "Shelves of the archive");
      Reader chair = reader("chair");

      Page page =
          chair.post(
              path() + "/pairs",
              token(chair) + "idea=" + closed + "&juror=juror1&rule=BARRED&reason=x");

      assertThat(page.status()).isEqualTo(400);
      assertThat(page.content().select("#idea option").eachText())
          .contains("A bench in the sun")
          .doesNotContain("Shelves of the archive");
      assertThat(panels.rules(closed)).isEmpty();
    }

    @Test
    void barring_a_juror_takes_their_open_review_away_and_seats_another() {
      String underReview = underReview();
      String juror = asked(underReview).get(0).juror();

      send(
          "admin",
          "/jury/permanent/panel",
          "/pairs",
          Map.of("idea", underReview, "juror", juror, "rule", "BARRED", "reason", "Shares a desk"));

      assertThat(panels.rules(underReview))
          .singleElement()
          .satisfies(rule -> assertThat(rule.rule()).isEqualTo(Rule.BARRED));
      assertThat(paper.turn(underReview, juror).state()).isEqualTo(SeatState.WITHDRAWN);
      assertThat(asked(underReview)).extracting(Seat::juror).hasSize(3).doesNotContain(juror);
    }

    @Test
    void what_is_lifted_no_longer_holds() {
      send(
          "chair",
          "/pairs",
          Map.of("idea", idea, "juror", "juror1", "rule", "FIXED", "reason", "Knows benches"));
      assertThat(reader("chair").open(path()).text("[aria-labelledby=pairs] .card"))
          .contains("Must review", "Paul Girard", "Knows benches", "Jeanne Aubert");

      send("chair", "/pairs/removal", Map.of("idea", idea, "juror", "juror1"));

      assertThat(panels.rules(idea)).isEmpty();
    }
  }

  @Nested
  class Assigning_again {

    @Test
    void where_everything_is_begun_nothing_is_changed() {
      paper.reviewed(idea, 0, "juror1", 3, "x");

      Page page = send("chair", "/assignment", Map.of());

      assertThat(page.text("[role=status]")).contains("Nothing was changed");
      assertThat(page.text("[aria-labelledby=assign]")).doesNotContain("0 of 0");
    }

    @Test
    void what_it_came_to_is_told() {
      paper.asked(idea, 0, "juror1");

      Page page = send("chair", "/assignment", Map.of());

      assertThat(page.text("[role=status]")).contains("assigned again");
      assertThat(page.text("[aria-labelledby=assign]")).contains("1 of 1 reviews of one idea");
      assertThat(page.text("[aria-labelledby=why]")).contains("Paul Girard", "best plan");
    }
  }

  @Nested
  class The_meeting {

    @Test
    void has_the_ideas_that_wait_and_tells_who_is_out() {
      paper.reviewed(idea, 0, "juror4", 2, "x");
      paper.reviewed(idea, 1, "juror5", 2, "x");
      paper.tallied(idea, 2.25);
      String closed = paper.idea(challenge, "juror4", "Shelves of the archive");
      paper.reviewed(closed, 0, "juror1", 1, "x");
      paper.tallied(closed, 1.25);
      String settled = paper.idea(challenge, "author", "Long settled");
      paper.tallied(settled, 3);
      paper.decided(settled, 3);

      Page page = reader("chair").open("/jury/" + challenge + "/meeting");

      assertThat(page.content().select(".agenda h3").eachText())
          .containsExactly("A bench in the sun");
      assertThat(page.text(".agenda")).contains("2.25", "Nadia Costa");
      assertThat(page.text("main")).contains("leaves the room once").doesNotContain("1.25");
      assertThat(page.text(".note")).contains("not in the room", "Shelves of the archive");
      assertThat(reader("juror1").open("/jury/" + challenge + "/meeting").status()).isEqualTo(403);
    }
  }

  @Nested
  class A_juror {

    @Test
    void finds_what_is_open_with_its_task() {
      String underReview = underReview();
      Seat seat = asked(underReview).get(0);

      Page page = reader(seat.juror()).open("/reviews");

      assertThat(page.content().select("a[href$='#/?task=" + seat.task() + "']")).hasSize(1);
      assertThat(page.text("main"))
          .contains("A well under review")
          .doesNotContain("Camille Moreau");
    }

    @Test
    void who_neither_is_a_juror_nor_was_asked_is_not_let_in() {
      assertThat(reader("author").open("/reviews").status()).isEqualTo(403);
      assertThat(reader("author2").open("/reviews").status()).isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource({"nothing, false, false", "tally, true, false", "assessments, true, true"})
    void sees_after_the_verdict_what_the_challenge_allows_and_nothing_before(
        String setting, boolean tally, boolean others) {
      paper.setting(challenge, Challenges.SHOWN_AFTER, setting);
      paper.reviewed(idea, 0, "juror1", 4, "My own words");
      paper.reviewed(idea, 1, "juror3", 2, "Words of a colleague");
      paper.tallied(idea, 3.25);

      String before = given("juror1");
      paper.decided(idea, 3.25);
      String after = given("juror1");

      assertThat(before).contains("My own words").doesNotContain("3.25", "Words of a colleague");
      assertThat(after.contains("3.25")).isEqualTo(tally);
      assertThat(after.contains("Words of a colleague")).isEqualTo(others);
      assertThat(after).doesNotContain("Hugo", "Lambert", "juror3", "Camille");
    }

    @Test
    void sees_nothing_of_others_without_a_setting_or_with_a_tie() {
      paper.reviewed(idea, 0, "juror1", 4, "My own words");
      paper.reviewed(idea, 1, "juror3", 2, "Words of a colleague");
      paper.tallied(idea, 3.25);
      paper.decided(idea, 3.25);
      assertThat(given("juror1")).doesNotContain("3.25", "Words of a colleague");

      paper.setting(challenge, Challenges.SHOWN_AFTER, "assessments");
      declare("juror1", "author");

      assertThat(given("juror1"))
          .contains("My own words")
          .doesNotContain("3.25", "Words of a colleague");
    }

    @Test
    void who_declares_a_tie_to_an_author_loses_the_review_at_once() {
      String underReview = underReview();
      String juror = asked(underReview).get(0).juror();

      Page page = declare(juror, "author");

      assertThat(page.text("[role=status]")).contains("declared");
      assertThat(paper.turn(underReview, juror).state()).isEqualTo(SeatState.WITHDRAWN);
      assertThat(asked(underReview)).extracting(Seat::juror).doesNotContain(juror);
    }

    @Test
    void says_when_they_are_away_and_what_they_know() {
      Reader juror = reader("juror2");
      juror.submit(
          juror.open("/reviews"),
          "/reviews/absences",
          Map.of("first", "2030-07-01", "last", "2030-07-14"));
      Page page =
          juror.submit(juror.open("/reviews"), "/reviews/expertise", Map.of("fields", "Buildings"));

      assertThat(page.text("[aria-labelledby=away]")).contains("1 July 2030 to 14 July 2030");
      assertThat(panels.expertise("juror2")).containsExactly("Buildings");

      juror.submit(page, "/reviews/absences/removal", Map.of());
      assertThat(panels.absences("juror2")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
      "/absences, first=2030-07-14&last=2030-07-01, before the first",
      "/absences, first=tomorrow&last=2030-07-01, both days",
      "/ties, person=nobody&reason=x, no such account",
      "/ties, person=juror2&reason=x, your own",
      "/ties, person=author&reason=, give a reason",
      "/ties/removal, person=author, declared yourself",
    })
    void what_cannot_be_done_is_told(String form, String typed, String told) {
      Reader juror = reader("juror2");
      String token = "_csrf=" + juror.open("/").content().select("[name=_csrf]").val() + "&";

      Page page = juror.post("/reviews" + form, token + typed);

      assertThat(page.status()).isEqualTo(400);
      assertThat(page.text("[role=alert]")).contains(told);
      assertThat(panels.absences("juror2")).isEmpty();
      assertThat(panels.ties("juror2")).isEmpty();
    }
  }

  private Page declare(String juror, String person) {
    Reader reader = reader(juror);
    return reader.submit(
        reader.open("/reviews"),
        "/reviews/ties",
        Map.of("person", person, "reason", "Old friends"));
  }

  private String given(String juror) {
    return reader(juror)
        .open("/reviews")
        .text("[aria-labelledby=given] details:contains(" + title + ")");
  }

  private List<Seat> asked(String idea) {
    return seats.ofIdea(idea).stream().filter(seat -> seat.is(SeatState.INVITED)).toList();
  }

  private String underReview() {
    String id =
        submission.submit(
            Challenges.PERMANENT,
            "author",
            new NewIdea(
                null,
                "A well under review",
                "There is none.",
                "One page where an agent asks and the manager answers within two days.",
                null,
                null,
                null,
                null,
                List.of(),
                null));
    String screening =
        tasks
            .createTaskQuery()
            .processInstanceBusinessKey(id)
            .taskDefinitionKey("task_screen_idea")
            .singleResult()
            .getId();
    forms.submitTaskForm(screening, Map.of("screening", "to_jury"));
    return id;
  }

  private String path() {
    return "/jury/" + challenge + "/panel";
  }

  private Page send(String account, String form, Map<String, String> typed) {
    return send(account, path(), form, typed);
  }

  private Page send(String account, String panel, String form, Map<String, String> typed) {
    Reader reader = reader(account);
    Page page =
        reader.post(
            panel + form,
            token(reader)
                + typed.entrySet().stream()
                    .map(
                        e ->
                            e.getKey()
                                + "="
                                + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
                    .collect(Collectors.joining("&")));
    assertThat(page.status()).as(page.text("[role=alert]")).isEqualTo(200);
    return page;
  }

  private static String token(Reader reader) {
    return "_csrf=" + reader.open("/").content().select("[name=_csrf]").val() + "&";
  }

  private Reader reader(String account) {
    return new Reader(port, "en").signIn(account);
  }
}
