package fr.fabrique.change.web;

import static org.assertj.core.api.Assertions.assertThat;

import fr.fabrique.FabriqueTest;
import fr.fabrique.change.Draft;
import fr.fabrique.change.EditedRoute;
import fr.fabrique.change.revision.Revision;
import fr.fabrique.change.revision.Revision.State;
import fr.fabrique.change.revision.Revisions;
import fr.fabrique.change.web.Modeler.Answer;
import fr.fabrique.engine.check.RouteFiles;
import org.camunda.bpm.engine.RepositoryService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The calls as Camunda Modeler 5 makes them. */
@FabriqueTest
class ModelerDoorTest {

  private static final String DIAGRAM = "idea-route.bpmn";

  @LocalServerPort private int port;
  @Autowired private Revisions revisions;
  @Autowired private RepositoryService repository;

  @AfterEach
  void no_draft_is_left() {
    revisions.all().stream()
        .filter(r -> r.state() == State.DRAFT || r.state() == State.ASKED)
        .forEach(r -> revisions.drop(r.id(), "owner"));
  }

  @Test
  void it_is_asked_for_an_account_before_anything() {
    assertThat(new Modeler(port, null, null).get("/engine-rest/deployment?maxResults=0").status())
        .isEqualTo(401);
    assertThat(new Modeler(port, "owner", "wrong").get("/engine-rest/deployment").status())
        .isEqualTo(401);
    assertThat(Modeler.of(port, "owner").get("/engine-rest/deployment?maxResults=0").status())
        .isEqualTo(200);
    assertThat(
            Modeler.of(port, "owner").get("/engine-rest/version").body().path("version").asText())
        .startsWith("7.24");
  }

  @Test
  void only_owners_come_in_and_only_to_deploy() {
    assertThat(Modeler.of(port, "juror1").deploy(DIAGRAM, edited()).status()).isEqualTo(403);
    assertThat(Modeler.of(port, "owner").get("/engine-rest/task").status()).isEqualTo(403);
    assertThat(Modeler.of(port, "owner").get("/engine-rest/engine").status()).isEqualTo(403);
  }

  @Test
  void what_blocks_is_said_line_by_line_in_the_words_that_it_shows() {
    byte[] broken =
        Draft.ofShipped()
            .text(EditedRoute.ROUTE, "${gatherFacts}", "${gatherFactz}")
            .text(EditedRoute.ROUTE, "formRef=\"screen_idea\"", "formRef=\"screen_ideas\"")
            .files
            .get(EditedRoute.ROUTE);

    Answer answer = Modeler.of(port, "owner").deploy(DIAGRAM, broken);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body().path("message").asText().lines())
        .anySatisfy(line -> assertThat(line).contains("idea-route.bpmn, line", "gatherFactz"))
        .anySatisfy(line -> assertThat(line).contains("idea-route.bpmn, line", "screen_ideas"));
    assertThat(answer.body().at("/findings/0/severity").asText()).isEqualTo("blocks");
    assertThat(answer.body().at("/findings/0/remedy").asText()).isNotBlank();
  }

  @Test
  void what_does_not_block_waits_for_a_second_owner_with_what_is_to_be_known() {
    long versions = repository.createProcessDefinitionQuery().count();

    Answer answer = Modeler.of(port, "owner").deploy(DIAGRAM, edited());

    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
    assertThat(answer.body().path("state").asText()).isEqualTo("asked");
    assertThat(answer.body().path("findings").findValuesAsText("severity")).contains("warns");
    Revision draft = revisions.find(answer.body().path("id").asText());
    assertThat(draft.state()).isEqualTo(State.ASKED);
    assertThat(draft.askedBy()).isEqualTo("owner");
    assertThat(repository.createProcessDefinitionQuery().count()).isEqualTo(versions);
  }

  @Test
  void pressing_the_button_again_means_the_same_draft() {
    String first = Modeler.of(port, "owner").deploy(DIAGRAM, edited()).body().path("id").asText();
    byte[] form =
        Draft.ofShipped()
            .form("forms/offer_help.form", f -> f.put("note", "edited"))
            .files
            .get("forms/offer_help.form");

    Answer again = Modeler.of(port, "owner").deploy("offer_help.form", form);
    Answer another = Modeler.of(port, "owner2").deploy("offer_help.form", form);

    assertThat(again.body().path("id").asText()).isEqualTo(first);
    assertThat(another.body().path("id").asText()).isNotEqualTo(first);
    assertThat(revisions.files(first).get("forms/offer_help.form")).isEqualTo(form);
    assertThat(revisions.files(first).get(EditedRoute.ROUTE)).isEqualTo(edited());
  }

  @Test
  void a_copy_under_another_name_is_refused_with_findings_and_the_draft_stays_asked_for() {
    String draft = Modeler.of(port, "owner").deploy(DIAGRAM, edited()).body().path("id").asText();

    Answer copy = Modeler.of(port, "owner").deploy("my route.bpmn", edited());

    assertThat(copy.status()).isEqualTo(400);
    assertThat(copy.body().path("message").asText()).contains("my route.bpmn", "idea_route");
    assertThat(copy.body().path("findings").findValuesAsText("rule")).contains("id-once");
    assertThat(revisions.find(draft).state()).isEqualTo(State.ASKED);
    assertThat(revisions.files(draft)).doesNotContainKey("processes/my route.bpmn");
  }

  @Test
  void taking_the_edit_back_in_modeler_leaves_no_draft_waiting() {
    String draft = Modeler.of(port, "owner").deploy(DIAGRAM, edited()).body().path("id").asText();

    Answer original =
        Modeler.of(port, "owner").deploy(DIAGRAM, RouteFiles.shipped().get(EditedRoute.ROUTE));

    assertThat(original.body().path("state").asText()).isEqualTo("unchanged");
    assertThat(revisions.find(draft).state()).isEqualTo(State.DROPPED);
  }

  @Test
  void what_is_in_force_already_changes_nothing() {
    int all = revisions.all().size();

    Answer answer =
        Modeler.of(port, "owner").deploy(DIAGRAM, RouteFiles.shipped().get(EditedRoute.ROUTE));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body().path("state").asText()).isEqualTo("unchanged");
    assertThat(revisions.all()).hasSize(all);
  }

  private static byte[] edited() {
    return EditedRoute.draft().files.get(EditedRoute.ROUTE);
  }
}
