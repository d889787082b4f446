package fr.fabrique.jury.past;

import static fr.fabrique.jury.past.ScoresFile.HEADER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import fr.fabrique.FabriqueTest;
import fr.fabrique.challenge.ChallengeStanding;
import fr.fabrique.challenge.Challenges;
import fr.fabrique.challenge.Challenges.Challenge;
import fr.fabrique.challenge.Challenges.Phase;
import fr.fabrique.demo.DemoPeople;
import fr.fabrique.idea.Ideas;
import fr.fabrique.idea.Ideas.Idea;
import fr.fabrique.jury.statistics.JuryReport;
import fr.fabrique.jury.statistics.JuryReport.Scale;
import fr.fabrique.jury.statistics.Severity;
import fr.fabrique.jury.statistics.SimulatedJury;
import fr.fabrique.people.Group;
import fr.fabrique.people.People;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.camunda.bpm.engine.RuntimeService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A past jury over HTTP, as an animator imports it into the running product. */
@FabriqueTest
class PastJuryTest {

  private static final String LINES =
      """
      %svalue,effort,remark
      Spring,%s-1,%sAnn,%s-A,%sBob,%s-B,6.75,5,fine
      Spring,%s-1,%sAnn,%s-A,%sEve,%s-A,8,6,fine
      Autumn,%s-2,%sKim,%s-B,%sBob,%s-B,4,4,fine
      """;

  @Autowired private TestRestTemplate http;
  @Autowired private JdbcClient jdbc;
  @Autowired private Challenges challenges;
  @Autowired private ChallengeStanding standing;
  @Autowired private Ideas ideas;
  @Autowired private People people;
  @Autowired private RuntimeService engine;
  @Autowired private JuryReports reports;

  @Test
  void entries_become_settled_ideas_of_a_published_challenge() {
    long running = engine.createProcessInstanceQuery().count();

    Answer answer = importAs("animator", "past-ideas", lines("pi"));

    assertThat(answer.status()).isEqualTo(HttpStatus.OK);
    assertThat(answer.body().path("criteria").toString()).isEqualTo("[\"value\",\"effort\"]");
    assertThat(answer.body().path("ignoredColumns").toString()).isEqualTo("[\"remark\"]");
    assertThat(answer.body().path("ideas").asInt()).isEqualTo(2);
    assertThat(answer.body().path("accepted").asInt()).isEqualTo(3);
    assertThat(answer.body().path("refused")).isEmpty();
    Challenge challenge = challenges.find("past-ideas").orElseThrow();
    assertThat(challenge.phase()).isEqualTo(Phase.PUBLISHED);
    assertThat(challenge.title()).isEqualTo("Jury of the past: past-ideas");
    assertThat(standing.awaitingVerdict("past-ideas")).isZero();
    List<Idea> written = ideas.of("piAnn");
    assertThat(written).extracting(Idea::externalId).containsExactly("pi-1");
    assertThat(written).extracting(Idea::theme).containsExactly("Spring");
    assertThat(engine.createProcessInstanceQuery().count()).isEqualTo(running);
  }

  @Test
  void authors_and_jurors_become_people_in_their_unit_whom_nobody_asks_for_reviews() {
    importAs("animator", "past-people", lines("pp"));

    assertThat(people.unit("ppAnn")).contains("pp-A");
    assertThat(people.unit("ppBob")).contains("pp-B");
    assertThat(people.unit("ppEve")).contains("pp-A");
    assertThat(people.isMember("ppBob", Group.JURORS)).isFalse();
    assertThat(people.members(Group.AGENTS))
        .extracting(People.Person::id)
        .contains("ppAnn", "ppBob", "ppEve", "ppKim");
  }

  @Test
  void who_has_a_unit_today_keeps_it_and_the_assessment_keeps_the_former_one() {
    importAs(
        "animator",
        "past-moves",
        HEADER + "value\nS,pm-1,author,pm-old,juror1,pm-old,5\nS,pm-1,author,pm-old,juror3,x,6\n");

    assertThat(people.unit("juror1")).contains("estate");
    assertThat(people.unit("author")).contains("hr");
    assertThat(
            jdbc.sql(
                    "select juror_unit || ', ' || idea_unit from assessment a"
                        + " join idea i on i.id = a.idea where i.external_id = 'pm-1'"
                        + " and juror = 'juror1'")
                .query(String.class)
                .single())
        .isEqualTo("pm-old, pm-old");
  }

  @Test
  void the_same_file_twice_creates_nothing_twice() {
    importAs("animator", "past-twice", lines("pt"));
    List<Long> before = rows();

    Answer again = importAs("admin", "past-twice", lines("pt"));

    assertThat(again.body().path("accepted").asInt()).isZero();
    assertThat(again.body().path("existing").asInt()).isEqualTo(3);
    assertThat(again.body().path("ideas").asInt()).isZero();
    assertThat(rows()).isEqualTo(before);
  }

  @Test
  void a_later_file_adds_what_is_new_and_does_not_change_what_is_there() {
    importAs("animator", "past-more", lines("pa"));

    Answer more =
        importAs(
            "animator",
            "past-more",
            HEADER
                + """
                effort,value
                Spring,pa-1,paAnn,pa-A,paDan,pa-C,3,4
                Spring,pa-1,paAnn,pa-A,paBob,pa-B,5,6.75
                Spring,pa-1,paAnn,pa-A,paEve,pa-A,6,9
                Winter,pa-2,paKim,pa-B,paEve,pa-A,6,9
                """);

    assertThat(more.body().path("accepted").asInt()).isEqualTo(1);
    assertThat(more.body().path("existing").asInt()).isEqualTo(1);
    assertThat(more.body().path("ideas").asInt()).isZero();
    assertThat(more.body().path("refused").toString())
        .isEqualTo(
            "[{\"line\":4,\"reason\":\"This review was imported earlier with other scores.\"},"
                + "{\"line\":5,\"reason\":\"This entry was imported earlier with another session,"
                + " author or unit.\"}]");
    assertThat(reports.reviews("past-more")).hasSize(4);
  }

  @Test
  void other_criteria_are_refused_for_their_sums_would_not_compare() {
    importAs("animator", "past-criteria", lines("pc"));
    List<Long> before = rows();

    Answer other =
        importAs(
            "animator", "past-criteria", HEADER + "beauty\nSpring,pc-9,pcAnn,pc-A,pcBob,pc-B,6\n");

    assertThat(other.status()).isEqualTo(HttpStatus.BAD_REQUEST);
    assertThat(other.detail()).contains("effort, value");
    assertThat(rows()).isEqualTo(before);
  }

  @Test
  void refused_lines_leave_nothing_behind() {
    List<Long> before = rows();

    Answer answer =
        importAs(
            "animator",
            "past-refused",
            HEADER + "value\nS,pr-1,pr.ann,pr-A,prBob,pr-B,6\nS,pr-2,prAnn,pr-C,prEve,pr-D,\n");

    assertThat(answer.status()).isEqualTo(HttpStatus.OK);
    assertThat(answer.body().path("refused").findValuesAsText("line")).containsExactly("2", "3");
    assertThat(challenges.find("past-refused")).isEmpty();
    assertThat(people.exists("prBob")).isFalse();
    assertThat(rows()).isEqualTo(before);
  }

  /**
   * The table takes no name of more than 64 characters, and the account of a second table fails.
   */
  @Test
  void when_one_row_cannot_be_written_none_is() {
    jdbc.sql("alter table assessment_score add constraint no_thirteen check (score <> 13)")
        .update();
    List<Long> before = rows();
    try {
      Answer answer =
          importAs(
              "animator",
              "past-broken",
              HEADER + "value\nS,pb-1,pbAnn,pb-A,pbBob,pb-B,6\nS,pb-2,pbAnn,pb-A,pbBob,pb-B,13\n");

      assertThat(answer.status().is2xxSuccessful()).isFalse();
    } finally {
      jdbc.sql("alter table assessment_score drop constraint no_thirteen").update();
    }
    assertThat(challenges.find("past-broken")).isEmpty();
    assertThat(people.exists("pbBob")).isFalse();
    assertThat(rows()).isEqualTo(before);
  }

  @Test
  void a_living_challenge_takes_no_past_reviews() {
    Answer answer = importAs("animator", Challenges.PERMANENT, lines("pl"));

    assertThat(answer.status()).isEqualTo(HttpStatus.CONFLICT);
    assertThat(answer.detail()).contains("choose another key");
    assertThat(people.exists("plBob")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"author", "juror1", "chair", "owner"})
  void others_than_animators_and_administrators_import_nothing(String person) {
    Answer answer = importAs(person, "past-forbidden", lines("pf"));

    assertThat(answer.status()).isEqualTo(HttpStatus.FORBIDDEN);
    assertThat(challenges.find("past-forbidden")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ab", "Past", "past_jury"})
  void a_key_that_none_can_be_is_refused(String key) {
    assertThat(importAs("animator", key, lines("pk")).status()).isEqualTo(HttpStatus.BAD_REQUEST);
  }

  @Test
  void several_at_the_same_moment_create_everything_once() throws Exception {
    int many = 4;
    ExecutorService workers = Executors.newFixedThreadPool(many);
    CountDownLatch start = new CountDownLatch(1);
    try {
      List<Future<Answer>> answers =
          IntStream.range(0, many)
              .mapToObj(
                  number ->
                      workers.submit(
                          () -> {
                            start.await();
                            return importAs("animator", "past-at-once", lines("po"));
                          }))
              .toList();
      start.countDown();
      int accepted = 0;
      for (Future<Answer> answer : answers) {
        assertThat(answer.get().status()).isIn(HttpStatus.OK, HttpStatus.CONFLICT);
        accepted += answer.get().body().path("accepted").asInt();
      }
      assertThat(accepted).isEqualTo(3);
    } finally {
      workers.shutdown();
    }
    assertThat(reports.reviews("past-at-once")).hasSize(3);
  }

  @Test
  void the_report_keeps_the_scale_of_the_file() {
    importAs(
        "animator",
        "past-report",
        ScoresFile.of(SimulatedJury.of(1, 60, 4, 12, 4).favouringOwnUnitBy(3))
            .replace("juror", "past")
            .replaceFirst("past,past_unit", "juror,juror_unit"));

    JuryReport report = reports.of("past-report");

    assertThat(report.scale()).isEqualTo(Scale.SUM);
    assertThat(report.reviews()).isEqualTo(240);
    assertThat(report.ideas()).isEqualTo(60);
    assertThat(report.severity())
        .hasSize(12)
        .isEqualTo(Severity.of(reports.reviews("past-report")).jurors());
    assertThat(reports.reviews("past-report"))
        .allSatisfy(review -> assertThat(review.total()).isBetween(15.0, 45.0));
    assertThat(report.agreementByTheme())
        .containsOnlyKeys("Session theme0", "Session theme1", "Session theme2");
    assertThat(report.ownUnit().effect().points()).isEqualTo(3, within(1.0));
    assertThat(report.ownUnit().alert()).isTrue();
  }

  @Test
  void a_living_jurys_totals_are_weighted_means_and_each_round_is_an_idea_of_its_own() {
    importAs("animator", "past-weights", lines("pw"));
    jdbc.sql("delete from challenge_setting where challenge = 'past-weights'").update();
    jdbc.sql(
            "update assessment_score set weight = 3 where criterion = 'value' and assessment in"
                + " (select a.id from assessment a join idea i on i.id = a.idea"
                + " where i.challenge = 'past-weights')")
        .update();
    jdbc.sql(
            "update assessment set round = 2 where juror = 'pwEve' and idea in"
                + " (select id from idea where challenge = 'past-weights')")
        .update();

    JuryReport report = reports.of("past-weights");

    assertThat(report.scale()).isEqualTo(Scale.WEIGHTED_MEAN);
    assertThat(reports.reviews("past-weights"))
        .extracting(review -> review.total())
        .containsExactly(4.0, (3 * 6.75 + 5) / 4, (3 * 8 + 6) / 4.0);
    assertThat(report.ideas()).isEqualTo(3);
  }

  @Test
  void a_challenge_without_reviews_has_an_empty_report() {
    assertThat(reports.of("none-such").reviews()).isZero();
  }

  @Test
  void an_author_finds_the_past_idea_at_its_address() {
    importAs("animator", "past-author", HEADER + "value\nS,py-1,author2,pyA,pyBob,pyB,5\n");
    Idea idea =
        ideas.of("author2").stream()
            .filter(i -> "py-1".equals(i.externalId()))
            .findFirst()
            .orElseThrow();

    ResponseEntity<JsonNode> answer =
        http.withBasicAuth("author2", DemoPeople.PASSWORD)
            .getForEntity("/api/ideas/" + idea.id(), JsonNode.class);

    assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.OK);
    assertThat(answer.getBody().path("history")).isEmpty();
  }

  private record Answer(HttpStatusCode status, JsonNode body) {

    String detail() {
      return body.path("detail").asText();
    }
  }

  private Answer importAs(String person, String challenge, String csv) {
    HttpHeaders headers = new HttpHeaders();
    headers.setContentType(new MediaType("text", "csv"));
    ResponseEntity<JsonNode> answer =
        http.withBasicAuth(person, DemoPeople.PASSWORD)
            .exchange(
                "/api/challenges/" + challenge + "/past-reviews",
                HttpMethod.POST,
                new HttpEntity<>(csv, headers),
                JsonNode.class);
    return new Answer(answer.getStatusCode(), answer.getBody());
  }

  /** Three reviews of two entries, with names that begin alike and with nobody else's. */
  private static String lines(String prefix) {
    return LINES.replaceFirst("%s", HEADER).replace("%s", prefix);
  }

  private List<Long> rows() {
    return List.of("challenge", "unit", "unit_member", "idea", "assessment", "assessment_score")
        .stream()
        .map(table -> jdbc.sql("select count(*) from " + table).query(Long.class).single())
        .toList();
  }
}
