package fr.fabrique.change.web;

import static org.assertj.core.api.Assertions.assertThat;

import fr.fabrique.FabriqueTest;
import fr.fabrique.change.Draft;
import fr.fabrique.change.EditedRoute;
import fr.fabrique.change.forecast.Forecasts;
import fr.fabrique.change.revision.Revision.State;
import fr.fabrique.change.revision.Revisions;
import fr.fabrique.engine.EngineClock;
import fr.fabrique.portal.Reader;
import fr.fabrique.portal.Reader.Page;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.camunda.bpm.engine.ProcessEngines;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** On the shared route nothing is published; that is the matter of the owner's journey. */
@FabriqueTest
class ChangePagesTest {

  @LocalServerPort private int port;
  @Autowired private Revisions revisions;
  @Autowired private Forecasts forecasts;

  @AfterEach
  void no_draft_is_left() {
    revisions.all().stream()
        .filter(r -> r.state() == State.DRAFT || r.state() == State.ASKED)
        .forEach(r -> revisions.drop(r.id(), "owner"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"juror1", "chair", "animator", "author"})
  void nobody_but_owners_comes_in(String account) {
    Reader person = new Reader(port, "en").signIn(account);
    String inForce = revisions.inForce().orElseThrow().id();

    for (String path :
        new String[] {
          "/change",
          "/change/revisions/" + inForce,
          "/change/revisions/" + inForce + "/route.zip",
          "/change/revisions/" + inForce + "/journeys",
          "/change/map/idea-route"
        }) {
      assertThat(person.open(path).status()).as(path).isEqualTo(403);
    }
    assertThat(person.open("/").content().select("nav a[href=/change]")).isEmpty();
  }

  @Test
  void what_is_no_file_of_a_route_is_told_and_makes_no_draft() {
    Reader owner = new Reader(port, "fr").signIn("owner");
    int drafts = revisions.all().size();

    Page refused =
        owner.upload(owner.open("/change"), "/change/drafts", "files", "idea.txt", new byte[9]);

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.text("[role=alert]")).startsWith("« idea.txt » n’est pas un fichier");
    assertThat(revisions.all()).hasSize(drafts);
  }

  @Test
  void a_draft_that_blocks_cannot_be_asked_for_and_says_what_to_mend() {
    Page draft =
        drafted(
            Draft.ofShipped()
                .text(EditedRoute.ROUTE, "${gatherFacts}", "${gatherFactz}")
                .files
                .get(EditedRoute.ROUTE));

    assertThat(draft.text(".bad")).contains("One finding blocks", "Gather the facts");
    assertThat(draft.text("#ask ~ .mistake")).startsWith("Something in it blocks");
    assertThat(draft.content().select("#reason")).isEmpty();
  }

  @Test
  void who_reads_french_is_told_in_french_what_to_mend() {
    Page draft =
        drafted(
            new Reader(port, "fr").signIn("owner"),
            Draft.ofShipped()
                .text(EditedRoute.ROUTE, "${gatherFacts}", "${gatherFactz}")
                .files
                .get(EditedRoute.ROUTE));

    assertThat(draft.text(".bad"))
        .contains("« ${gatherFactz} » ne nomme aucune étape du catalogue.");
    assertThat(draft.content().select("[lang=en]")).isEmpty();
  }

  @Test
  void a_draft_that_cannot_be_read_can_still_be_looked_at() {
    Page draft = drafted("<half a diag".getBytes(StandardCharsets.UTF_8));

    assertThat(draft.status()).isEqualTo(200);
    assertThat(draft.text(".bad")).contains("well-formed XML");
  }

  @Test
  void what_only_looks_otherwise_is_said_to_be_that() {
    Page draft =
        drafted(
            Draft.ofShipped()
                .xml(
                    EditedRoute.ROUTE,
                    document ->
                        Draft.children(Draft.drawn(document, "task_screen_idea"), "Bounds")
                            .get(0)
                            .setAttribute("y", "161"))
                .files
                .get(EditedRoute.ROUTE));

    assertThat(draft.text("section[aria-labelledby=differences]"))
        .contains("Only drawn elsewhere: one symbol");
  }

  @Test
  void without_a_reason_nobody_is_asked_and_the_page_says_so() {
    Reader owner = new Reader(port, "en").signIn("owner");
    Page draft = drafted(owner, EditedRoute.draft().files.get(EditedRoute.ROUTE));

    Page refused = owner.submit(draft, draft.path() + "/question", Map.of("reason", " "));

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.text("[role=alert]")).startsWith("Say why");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "1001", "-3", "many", "", "99999999999"})
  void a_stream_that_cannot_be_played_is_told_and_nothing_is_played(String ideas) {
    Reader owner = new Reader(port, "en").signIn("owner");
    Page draft = drafted(owner, EditedRoute.draft().files.get(EditedRoute.ROUTE));

    Page refused =
        owner.submit(draft, draft.path() + "/forecast", Map.of("ideas", ideas, "days", "30"));

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.text("[role=alert]")).startsWith("Nothing was played");
    assertThat(refused.content().select("[data-waiting=1]")).isEmpty();
  }

  @Test
  void a_draft_that_blocks_is_not_played() {
    Reader owner = new Reader(port, "en").signIn("owner");
    Page draft =
        drafted(
            owner,
            Draft.ofShipped()
                .text(EditedRoute.ROUTE, "${gatherFacts}", "${gatherFactz}")
                .files
                .get(EditedRoute.ROUTE));
    String token = draft.content().select("input[name=_csrf]").first().val();

    Page refused =
        owner.post(draft.path() + "/forecast", "_csrf=%s&ideas=5&days=5".formatted(token));

    assertThat(draft.content().select("form[action$=forecast]")).isEmpty();
    assertThat(refused.status()).isEqualTo(409);
  }

  @Test
  void a_forecast_is_played_beside_the_work_and_told_in_the_language_of_who_reads_it()
      throws Exception {
    Reader owner = new Reader(port, "en").signIn("owner");
    Page draft = drafted(owner, EditedRoute.draft().files.get(EditedRoute.ROUTE));
    String id = draft.path().substring(draft.path().lastIndexOf('/') + 1);
    OffsetDateTime before = EngineClock.now();

    owner.submit(draft, draft.path() + "/forecast", Map.of("ideas", "12", "days", "3"));
    forecasts.of(id).orElseThrow().played().get(2, TimeUnit.MINUTES);

    assertThat(owner.open(draft.path()).text("section[aria-labelledby=forecast]"))
        .contains("12 ideas in 3 days, played three times on each")
        .contains("Ideas that come to a verdict", "Screen the idea", "Animators", "People work 7");
    assertThat(
            new Reader(port, "fr")
                .signIn("owner2")
                .open(draft.path())
                .text("section[aria-labelledby=forecast]"))
        .contains("12 idées en 3 jours", "Les personnes travaillent 7 heures")
        .doesNotContain("People work");
    assertThat(EngineClock.now()).isBetween(before, before.plusMinutes(5));
    assertThat(ProcessEngines.getProcessEngines().keySet())
        .noneMatch(name -> name.startsWith("stage"));
  }

  @Test
  void who_has_asked_cannot_approve_whatever_form_is_sent() {
    Reader owner = new Reader(port, "en").signIn("owner");
    Page draft = drafted(owner, EditedRoute.draft().files.get(EditedRoute.ROUTE));
    Page asked = owner.submit(draft, draft.path() + "/question", Map.of("reason", "A test."));
    assertThat(asked.content().select("form[action$=approval]")).isEmpty();
    String id = draft.path().substring(draft.path().lastIndexOf('/') + 1);
    String token = asked.content().select("input[name=_csrf]").attr("value");

    Page refused =
        owner.post(
            draft.path() + "/approval",
            "_csrf=%s&seen=%s".formatted(token, revisions.find(id).seen().replace(" ", "+")));

    assertThat(refused.status()).isEqualTo(403);
    assertThat(revisions.find(id).state()).isEqualTo(State.ASKED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/change/revisions/none",
        "/change/revisions/none/files/processes/idea-route.bpmn",
        "/change/map/none",
        "/change/map/idea-route?revision=none"
      })
  void what_is_not_there_is_not_there(String path) {
    assertThat(new Reader(port, "en").signIn("owner").open(path).status()).isEqualTo(404);
  }

  private Page drafted(byte[] route) {
    return drafted(new Reader(port, "en").signIn("owner"), route);
  }

  private Page drafted(Reader owner, byte[] route) {
    return owner.upload(owner.open("/change"), "/change/drafts", "files", "idea-route.bpmn", route);
  }
}
