package fr.fabrique.change;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import fr.fabrique.OwnEngine;
import fr.fabrique.challenge.Challenges;
import fr.fabrique.change.difference.Difference;
import fr.fabrique.change.move.Move;
import fr.fabrique.change.move.Move.Outcome;
import fr.fabrique.change.move.MoveWorker;
import fr.fabrique.change.move.Moves;
import fr.fabrique.change.move.Passage.AsBefore;
import fr.fabrique.change.move.Place;
import fr.fabrique.change.revision.ChangeRefused;
import fr.fabrique.change.revision.Movers;
import fr.fabrique.change.revision.Movers.Choice;
import fr.fabrique.change.revision.Revision;
import fr.fabrique.change.revision.Revision.Door;
import fr.fabrique.change.revision.Revision.State;
import fr.fabrique.change.revision.Revisions;
import fr.fabrique.engine.RouteHistory;
import fr.fabrique.engine.check.RouteFiles;
import fr.fabrique.idea.Submission;
import fr.fabrique.idea.Submission.NewIdea;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import org.camunda.bpm.engine.FormService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.ActiveProfiles;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Drafts, publications and moves, on a route that no other test uses. */
@OwnEngine
@SpringBootTest(
    properties = "spring.datasource.url=jdbc:h2:mem:change;DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=60000")
@ActiveProfiles({"demo", "test"})
class ChangeTest {

  private static final String ROUTE = "processes/idea-route.bpmn";

  private static final String VERSION = "versionTag=\"1\"";

  /** A process that starts by itself every week. */
  private static final String WEEKLY =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
          xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI"
          xmlns:dc="http://www.omg.org/spec/DD/20100524/DC"
          xmlns:di="http://www.omg.org/spec/DD/20100524/DI"
          xmlns:camunda="http://camunda.org/schema/1.0/bpmn"
          xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
          id="weekly" targetNamespace="http://fabrique.fr">
        <bpmn:process id="weekly_round" name="Weekly round" isExecutable="true"
            camunda:historyTimeToLive="P365D" camunda:versionTag="1">
          <bpmn:startEvent id="start_week" name="Every week">
            <bpmn:outgoing>flow_week</bpmn:outgoing>
            <bpmn:timerEventDefinition id="timer_week">
              <bpmn:timeCycle xsi:type="bpmn:tFormalExpression">R/P7D</bpmn:timeCycle>
            </bpmn:timerEventDefinition>
          </bpmn:startEvent>
          <bpmn:sequenceFlow id="flow_week" sourceRef="start_week" targetRef="task_round" />
          <bpmn:userTask id="task_round" name="Make the round" camunda:asyncAfter="true"
              camunda:formRef="measure_impact" camunda:formRefBinding="deployment"
              camunda:candidateGroups="facilitators">
            <bpmn:incoming>flow_week</bpmn:incoming>
            <bpmn:outgoing>flow_made</bpmn:outgoing>
          </bpmn:userTask>
          <bpmn:sequenceFlow id="flow_made" sourceRef="task_round" targetRef="end_made" />
          <bpmn:endEvent id="end_made" name="Made"><bpmn:incoming>flow_made</bpmn:incoming></bpmn:endEvent>
        </bpmn:process>
        <bpmndi:BPMNDiagram id="diagram">
          <bpmndi:BPMNPlane id="plane" bpmnElement="weekly_round">
            <bpmndi:BPMNShape id="start_di" bpmnElement="start_week">
              <dc:Bounds x="100" y="100" width="36" height="36" /></bpmndi:BPMNShape>
            <bpmndi:BPMNShape id="task_di" bpmnElement="task_round">
              <dc:Bounds x="200" y="78" width="100" height="80" /></bpmndi:BPMNShape>
            <bpmndi:BPMNShape id="end_di" bpmnElement="end_made">
              <dc:Bounds x="360" y="100" width="36" height="36" /></bpmndi:BPMNShape>
            <bpmndi:BPMNEdge id="week_di" bpmnElement="flow_week">
              <di:waypoint x="136" y="118" /><di:waypoint x="200" y="118" /></bpmndi:BPMNEdge>
            <bpmndi:BPMNEdge id="made_di" bpmnElement="flow_made">
              <di:waypoint x="300" y="118" /><di:waypoint x="360" y="118" /></bpmndi:BPMNEdge>
          </bpmndi:BPMNPlane>
        </bpmndi:BPMNDiagram>
      </bpmn:definitions>
      """;

  @Autowired private Revisions revisions;
  @Autowired private Moves moves;
  @Autowired private MoveWorker run;
  @Autowired private RouteHistory history;
  @Autowired private Submission submission;
  @Autowired private RepositoryService repository;
  @Autowired private RuntimeService runtime;
  @Autowired private TaskService tasks;
  @Autowired private FormService forms;
  @Autowired private ManagementService management;
  @Autowired private JdbcTemplate jdbc;

  /** Each test begins with the shipped route, whatever was published before. */
  @BeforeEach
  void shipped() {
    String id = revisions.draft(Door.PAGE, "owner", RouteFiles.shipped(), true).id();
    if (revisions.differences(id).isEmpty()) {
      revisions.drop(id, "owner");
    } else {
      publish(id, Movers.none());
    }
  }

  @Nested
  class Publication {

    @Test
    void what_the_folder_held_at_the_start_is_the_first_revision() {
      Revision first =
          revisions.all().stream()
              .filter(revision -> Integer.valueOf(1).equals(revision.number()))
              .findFirst()
              .orElseThrow();

      assertThat(first.door()).isEqualTo(Door.FOLDER);
      assertThat(first.publishedBy()).isNull();
      assertThat(revisions.files(first.id())).containsOnlyKeys(RouteFiles.shipped().keySet());
    }

    @Test
    void nobody_is_asked_to_publish_what_is_in_force_already() {
      String draft = revisions.back(inForce().id(), "owner").id();

      assertRefused(
          () -> revisions.ask(draft, "owner", "Back to where we are.", Movers.none()),
          "Nothing differs from what is in force");

      assertThat(revisions.find(draft).state()).isEqualTo(State.DRAFT);
      revisions.drop(draft, "owner");
    }

    @Test
    void a_second_owner_publishes_what_one_has_drafted() {
      int number = inForce().number();
      String draft = draft(renamed("Look at the idea"));
      assertThat(current("idea_route").getName()).isEqualTo("Route of an idea");
      revisions.ask(draft, "owner", "Screening frightens authors.", Movers.none());
      assertThat(revisions.find(draft).state()).isEqualTo(State.ASKED);
      long versions = versions();

      assertRefused(() -> approve(draft, "owner"), "Another owner must publish it");
      assertThat(versions()).isEqualTo(versions);

      approve(draft, "owner2");

      assertThat(versions()).isGreaterThan(versions);
      Revision published = revisions.find(draft);
      assertThat(published.number()).isEqualTo(number + 1);
      assertThat(published.askedBy()).isEqualTo("owner");
      assertThat(published.publishedBy()).isEqualTo("owner2");
      assertThat(published.reason()).isEqualTo("Screening frightens authors.");
      assertThat(current("idea_route").getDeploymentId()).isEqualTo(published.deployment());
      assertThat(revisions.kept(draft).orElseThrow().differences())
          .extracting(Difference::label)
          .containsExactly("Look at the idea");
    }

    @Test
    void what_was_found_in_a_published_revision_can_be_read_in_either_language() {
      String draft =
          draft(new Edited().text("forms/offer_help.form", "{{", "{{nobody_wrote_it}} {{").files());
      publish(draft, Movers.none());

      assertThat(revisions.kept(draft).orElseThrow().findings())
          .singleElement()
          .satisfies(
              finding -> {
                assertThat(finding.message().in(Locale.ENGLISH))
                    .startsWith("It shows “nobody_wrote_it”, which no dossier holds");
                assertThat(finding.message().in(Locale.FRENCH))
                    .startsWith("«\u00a0nobody_wrote_it\u00a0» est montré ici");
                assertThat(finding.remedy().in(Locale.FRENCH)).startsWith("Corrigez le nom");
              });
    }

    @Test
    void what_blocks_is_not_published_whatever_somebody_asks() {
      String draft = draft(new Edited().text(ROUTE, "${gatherFacts}", "${gatherFactz}").files());

      assertRefused(
          () -> revisions.ask(draft, "owner", "It is urgent.", Movers.none()),
          "Something in it blocks");
      assertThat(revisions.find(draft).state()).isEqualTo(State.DRAFT);
    }

    @Test
    void who_approves_approves_what_was_looked_at() {
      String draft = draft(renamed("First thought"));
      revisions.ask(draft, "owner", "One.", Movers.none());
      String seen = revisions.find(draft).seen();
      revisions.takeBack(draft);
      revisions.redraft(draft, renamed("Second thought"), false);
      revisions.ask(draft, "owner", "Two.", Movers.none());

      assertRefused(() -> revisions.approve(draft, "owner2", seen), "changed it meanwhile");
    }

    @Test
    void of_two_drafts_approved_at_the_same_moment_one_is_overtaken() throws Exception {
      String one = draft(renamed("Look at the idea"));
      String other = draft(Map.of("forms/offer_help.form", offerHelp()));
      revisions.ask(one, "owner", "One.", Movers.none());
      revisions.ask(other, "owner", "Other.", Movers.none());
      int number = inForce().number();

      List<Object> ends =
          List.of(one, other).parallelStream()
              .map(
                  draft -> {
                    try {
                      approve(draft, "owner2");
                      return (Object) "published";
                    } catch (ChangeRefused refused) {
                      return refused.reason();
                    }
                  })
              .toList();

      assertThat(ends).containsExactlyInAnyOrder("published", ChangeRefused.Cause.CONFLICT);
      assertThat(inForce().number()).isEqualTo(number + 1);
    }

    @Test
    void who_approves_approves_who_follows_too() {
      String draft = draft(renamed("Look at the idea"));
      revisions.ask(draft, "owner", "Nobody follows.", Movers.none());
      String seen = revisions.find(draft).seen();
      revisions.takeBack(draft);
      revisions.ask(
          draft, "owner", "Everybody follows.", new Movers(Choice.ALL, List.of(), Map.of()));

      assertRefused(() -> revisions.approve(draft, "owner2", seen), "changed it meanwhile");
    }

    @Test
    void what_the_folder_is_given_of_a_publication_is_no_drift_and_the_folder_goes_on() {
      SortedMap<String, byte[]> before = new TreeMap<>(revisions.files(inForce().id()));
      history.keep(inForce().deployment(), before);
      publish(draft(renamed("Look at the idea")), Movers.none());
      SortedMap<String, byte[]> published = revisions.files(inForce().id());
      assertThat(revisions.drifts()).isTrue();

      assertThat(history.newest(published)).isSameAs(published);
      history.keep(inForce().deployment(), published);

      assertThat(revisions.drifts()).isFalse();
      assertThat(history.newest(before)).as("the folder is changed back").isSameAs(before);
    }

    @Test
    void a_draft_that_another_publication_has_overtaken_is_brought_up_to_date_first() {
      String mine = draft(renamed("Look at the idea"));
      publish(draft(Map.of("forms/offer_help.form", offerHelp())), Movers.none());

      assertRefused(
          () -> revisions.ask(mine, "owner", "Mine.", Movers.none()), "Bring it up to date");
      revisions.bringUpToDate(mine);

      assertThat(revisions.files(mine).get("forms/offer_help.form")).isEqualTo(offerHelp());
      assertThat(revisions.differences(mine)).extracting(Difference::file).containsOnly(ROUTE);
      publish(mine, Movers.none());
    }

    @Test
    void two_edits_of_one_file_are_left_to_their_owners() {
      String mine = draft(renamed("Look at the idea"));
      publish(draft(renamed("See the idea")), Movers.none());

      assertRefused(() -> revisions.bringUpToDate(mine), "idea-route.bpmn” was changed here");
    }

    @Test
    void a_process_that_is_removed_starts_no_more_and_lets_those_in_it_go_on() {
      publish(draft(Map.of("processes/weekly.bpmn", WEEKLY.getBytes(UTF_8))), Movers.none());
      String weekly = current("weekly_round").getId();
      management.executeJob(timerOf(weekly));
      assertThat(rounds()).isOne();
      Task round = tasks.createTaskQuery().processDefinitionKey("weekly_round").singleResult();

      String without = revisions.draft(Door.PAGE, "owner", RouteFiles.shipped(), true).id();
      publish(without, Movers.none());

      assertThat(inForce().deployment())
          .as("a deployment without it")
          .isNotEqualTo(deployed(weekly));
      management.executeJob(timerOf(weekly));
      assertThat(rounds()).as("none begins").isOne();
      forms.submitTaskForm(
          round.getId(), Map.of("what_changed", "All.", "users_now", 1, "satisfaction", 8));
      management.executeJob(
          management
              .createJobQuery()
              .processDefinitionKey("weekly_round")
              .messages()
              .active()
              .singleResult()
              .getId());
      assertThat(rounds()).as("who was in it has ended").isZero();

      publish(draft(Map.of("processes/weekly.bpmn", WEEKLY.getBytes(UTF_8))), Movers.none());
      management.executeJob(timerOf(current("weekly_round").getId()));
      assertThat(rounds()).as("it is back").isOne();
    }

    private String timerOf(String process) {
      return management
          .createJobQuery()
          .processDefinitionId(process)
          .timers()
          .singleResult()
          .getId();
    }

    private long rounds() {
      return runtime.createProcessInstanceQuery().processDefinitionKey("weekly_round").count();
    }

    private String deployed(String process) {
      return repository.getProcessDefinition(process).getDeploymentId();
    }

    @Test
    void an_earlier_revision_comes_back_as_a_new_one() {
      Revision before = inForce();
      publish(draft(renamed("Look at the idea")), Movers.none());

      Revision back = revisions.back(before.id(), "owner");
      publish(back.id(), Movers.none());

      assertThat(inForce().door()).isEqualTo(Door.BACK);
      assertThat(inForce().digest()).isEqualTo(before.digest());
      assertThat(repository.getProcessModel(current("idea_route").getId()))
          .asString(UTF_8)
          .contains("Screen the idea");
    }

    @Test
    void the_folder_speaks_again_only_once_it_has_changed() {
      SortedMap<String, byte[]> folder =
          new TreeMap<>(revisions.files(revisions.all().get(revisions.all().size() - 1).id()));
      publish(draft(renamed("Look at the idea")), Movers.none());

      assertThat(texts(history.newest(folder))).isEqualTo(texts(revisions.files(inForce().id())));
      assertThat(revisions.drifts()).isTrue();

      folder.put("forms/offer_help.form", offerHelp());
      assertThat(history.newest(folder)).isSameAs(folder);
    }
  }

  @Nested
  class OnTrial {

    @Test
    void everybody_is_taken_over_and_nothing_is_changed() {
      String screened = idea("On trial");
      List<String> before = standing();
      long versions = versions();
      String draft = draft(renamed("Look at the idea"));

      Move move = tried(draft, screened);

      assertThat(move.outcome()).isEqualTo(Outcome.MOVED);
      assertThat(move.passage().before())
          .extracting(Place::label)
          .containsExactly("Screen the idea");
      assertThat(move.passage().after())
          .extracting(Place::label)
          .containsExactly("Look at the idea");
      assertThat(move.passage().asBefore())
          .extracting(AsBefore::property, AsBefore::from, AsBefore::to)
          .containsExactly(tuple("name", "Screen the idea", "Look at the idea"));
      assertThat(versions()).isEqualTo(versions);
      assertThat(standing()).isEqualTo(before);
    }

    @Test
    void who_stands_where_nothing_is_left_is_told_apart() {
      String screened = idea("Its place is gone");
      String draft = draft(withoutScreening());

      Move move = tried(draft, screened);

      assertThat(move.outcome()).isEqualTo(Outcome.STAYED);
      assertThat(move.passage().why().sentence().in(Locale.ENGLISH))
          .isEqualTo("“Screen the idea” is gone, and they stand there.");
    }

    @Test
    void where_they_go_on_instead_is_tried_too() {
      String screened = idea("It goes on elsewhere");
      String draft = draft(withoutScreening());
      revisions.intend(
          draft, new Movers(Choice.NONE, List.of(), Map.of("task_screen_idea", "task_look_first")));

      Move move = tried(draft, screened);

      assertThat(move.outcome()).isEqualTo(Outcome.MOVED);
      assertThat(move.passage().after())
          .extracting(Place::element)
          .containsExactly("task_look_first");
    }

    @Test
    void a_deadline_that_is_gone_is_told() {
      String draft =
          draft(new Edited().xml(ROUTE, ChangeTest::withoutTheDeadlineOfCompletion).files());
      String idea = idea("Waits for its author");
      complete(
          idea,
          "task_screen_idea",
          Map.of("screening", "ask_author", "question", "What does it cost?"));

      Move move = tried(draft, idea);

      assertThat(move.passage().lost())
          .extracting(lost -> lost.sentence().in(Locale.ENGLISH))
          .anySatisfy(lost -> assertThat(lost).contains("No answer in time", "Complete the idea"));
    }

    @Test
    void other_files_in_the_draft_make_the_trial_worthless() {
      idea("Tried before");
      String draft = draft(renamed("Look at the idea"));
      moves.tryOut(draft);
      run.work();
      assertThat(moves.progress(draft, true).moved()).isPositive();

      revisions.redraft(draft, renamed("See the idea"), false);

      assertThat(moves.progress(draft, true).all()).isZero();
    }

    @Test
    void a_draft_that_is_dropped_leaves_no_trial_behind() {
      idea("Tried and dropped");
      String draft = draft(renamed("Look at the idea"));
      moves.tryOut(draft);
      run.work();
      assertThat(moves.progress(draft, true).all()).isPositive();

      revisions.drop(draft, "owner");

      assertThat(moves.progress(draft, true).all()).isZero();
    }

    @Test
    void what_the_engine_does_not_take_is_tried_once_and_not_published() {
      String screened = idea("The engine says no");
      String draft = draft(new Edited().text(ROUTE, VERSION, "versionTag=\"unwelcome\"").files());
      jdbc.execute(
          "ALTER TABLE ACT_RE_PROCDEF ADD CONSTRAINT WELCOME CHECK (VERSION_TAG_ <> 'unwelcome')");
      try {
        Move move = tried(draft, screened);

        assertThat(move.outcome()).isEqualTo(Outcome.STAYED);
        assertThat(move.tries()).isZero();
        assertThat(moves.progress(draft, true).waiting()).isZero();
        assertRefused(() -> publish(draft, Movers.none()), "The engine does not take it");
        assertThat(revisions.find(draft).number()).isNull();
      } finally {
        jdbc.execute("ALTER TABLE ACT_RE_PROCDEF DROP CONSTRAINT WELCOME");
      }
    }

    private Move tried(String draft, String idea) {
      moves.tryOut(draft);
      run.work();
      return move(draft, true, idea);
    }
  }

  @Nested
  class InEarnest {

    @Test
    void some_follow_and_the_others_finish_where_they_are() {
      String follows = idea("Follows");
      String stays = idea("Stays");
      String draft = draft(withoutScreening());
      publish(draft, Movers.none());

      moves.begin(
          draft,
          new Movers(
              Choice.ONE_BY_ONE,
              List.of(journey(follows)),
              Map.of("task_screen_idea", "task_look_first")));
      run.work();

      assertThat(moves.progress(draft, false).all()).isEqualTo(1);
      assertThat(task(follows).getTaskDefinitionKey()).isEqualTo("task_look_first");
      assertThat(definition(follows)).isEqualTo(current("idea_route").getId());
      assertThat(task(stays).getTaskDefinitionKey()).isEqualTo("task_screen_idea");
      complete(follows, "task_look_first", Map.of("screening", "to_jury"));
      complete(stays, "task_screen_idea", Map.of("screening", "to_jury"));
      assertThat(tasks.createTaskQuery().processInstanceBusinessKey(follows).list())
          .extracting(Task::getTaskDefinitionKey)
          .containsOnly("task_review_idea");
    }

    @Test
    void who_cannot_follow_is_whole_where_it_was_with_the_reason() {
      String idea = idea("Cannot follow");
      String before = definition(idea);
      String draft = draft(withoutScreening());

      publish(draft, new Movers(Choice.ALL, List.of(), Map.of()));
      run.work();

      Move move = move(draft, false, idea);
      assertThat(move.outcome()).isEqualTo(Outcome.STAYED);
      assertThat(move.passage().why().key()).isEqualTo("change.stays.place");
      assertThat(definition(idea)).isEqualTo(before);
      complete(idea, "task_screen_idea", Map.of("screening", "to_jury"));
    }

    @Test
    void an_idea_before_the_jury_follows_with_all_it_has_called() {
      String idea = idea("Before the jury");
      complete(idea, "task_screen_idea", Map.of("screening", "to_jury"));
      String draft =
          draft(
              new Edited()
                  .text(
                      "processes/jury-review.bpmn",
                      "name=\"Review the idea\"",
                      "name=\"Assess the idea\"")
                  .text(ROUTE, "name=\"Screen the idea\"", "name=\"Look at the idea\"")
                  .files());

      publish(draft, new Movers(Choice.PLACE, List.of("task_review_idea"), Map.of()));
      run.work();

      assertThat(move(draft, false, idea).outcome()).isEqualTo(Outcome.MOVED);
      assertThat(runtime.createProcessInstanceQuery().processInstanceBusinessKey(idea).list())
          .hasSize(2)
          .allSatisfy(
              instance ->
                  assertThat(instance.getProcessDefinitionId())
                      .isIn(current("idea_route").getId(), current("jury_review").getId()));
      assertThat(move(draft, false, idea).passage().asBefore())
          .extracting(AsBefore::property)
          .containsExactly("name");
    }

    @Test
    void nobody_is_put_back_on_a_revision_that_is_no_longer_in_force() {
      Revision before = inForce();
      publish(draft(renamed("Look at the idea")), Movers.none());

      assertRefused(
          () -> moves.begin(before.id(), new Movers(Choice.ALL, List.of(), Map.of())),
          "Only the revision that is in force");
    }

    @Test
    void the_ideas_of_a_challenge_follow_and_no_others() {
      String idea = idea("Of the permanent challenge");
      String draft = draft(renamed("Look at the idea"));

      publish(draft, new Movers(Choice.CHALLENGE, List.of("no-such-challenge"), Map.of()));
      run.work();
      assertThat(moves.progress(draft, false).all()).isZero();

      moves.begin(draft, new Movers(Choice.CHALLENGE, List.of(Challenges.PERMANENT), Map.of()));
      run.work();
      assertThat(move(draft, false, idea).outcome()).isEqualTo(Outcome.MOVED);
    }
  }

  private static void withoutTheDeadlineOfCompletion(Document document) {
    Element event =
        Draft.all(
                document,
                e ->
                    e.getLocalName().equals("boundaryEvent")
                        && e.getAttribute("attachedToRef").equals("task_complete_idea"))
            .get(0);
    String arrow = Draft.children(event, "outgoing").get(0).getTextContent();
    Element way = Draft.byId(document, arrow);
    Element target = Draft.byId(document, way.getAttribute("targetRef"));
    Draft.children(target, "incoming").stream()
        .filter(incoming -> incoming.getTextContent().equals(arrow))
        .forEach(Draft::remove);
    Draft.remove(Draft.drawn(document, arrow));
    Draft.remove(Draft.drawn(document, event.getAttribute("id")));
    Draft.remove(way);
    Draft.remove(event);
  }

  private static Map<String, String> texts(SortedMap<String, byte[]> files) {
    Map<String, String> texts = new TreeMap<>();
    files.forEach((name, content) -> texts.put(name, new String(content, UTF_8)));
    return texts;
  }

  private Revision inForce() {
    return revisions.inForce().orElseThrow();
  }

  private String draft(Map<String, byte[]> files) {
    return revisions.draft(Door.PAGE, "owner", new TreeMap<>(files), false).id();
  }

  private void publish(String draft, Movers movers) {
    revisions.ask(draft, "owner", "For a test.", movers);
    approve(draft, "owner2");
  }

  private void approve(String draft, String owner) {
    revisions.approve(draft, owner, revisions.find(draft).seen());
  }

  private static void assertRefused(Runnable work, String why) {
    assertThatThrownBy(work::run).isInstanceOf(ChangeRefused.class).hasMessageContaining(why);
  }

  private static SortedMap<String, byte[]> renamed(String name) {
    return new Edited()
        .text(ROUTE, "name=\"Screen the idea\"", "name=\"%s\"".formatted(name))
        .files();
  }

  /** The task is there under another id, as if somebody had drawn it anew. */
  private static SortedMap<String, byte[]> withoutScreening() {
    String route = new String(RouteFiles.shipped().get(ROUTE), UTF_8);
    return new TreeMap<>(
        Map.of(ROUTE, route.replace("task_screen_idea", "task_look_first").getBytes(UTF_8)));
  }

  private static byte[] offerHelp() {
    return Draft.ofShipped()
        .form("forms/offer_help.form", form -> form.put("note", "edited"))
        .files
        .get("forms/offer_help.form");
  }

  private String idea(String title) {
    return submission.submit(
        Challenges.PERMANENT,
        "author",
        new NewIdea(
            null,
            title + " " + UUID.randomUUID(),
            null,
            "Lend bicycles to agents who work on two sites of the same town, for %s."
                .formatted(title),
            null,
            null,
            null,
            null,
            List.of(),
            null));
  }

  private Task task(String idea) {
    return tasks.createTaskQuery().processInstanceBusinessKey(idea).singleResult();
  }

  private void complete(String idea, String task, Map<String, Object> answers) {
    Task open =
        tasks
            .createTaskQuery()
            .processInstanceBusinessKey(idea)
            .taskDefinitionKey(task)
            .singleResult();
    forms.submitTaskForm(open.getId(), answers);
  }

  private String journey(String idea) {
    return runtime
        .createProcessInstanceQuery()
        .processInstanceBusinessKey(idea)
        .rootProcessInstances()
        .singleResult()
        .getId();
  }

  private String definition(String idea) {
    return runtime
        .createProcessInstanceQuery()
        .processInstanceId(journey(idea))
        .singleResult()
        .getProcessDefinitionId();
  }

  private Move move(String revision, boolean trial, String idea) {
    return moves.all(revision, trial).stream()
        .filter(move -> idea.equals(move.subject()))
        .findFirst()
        .orElseThrow();
  }

  private ProcessDefinition current(String process) {
    return repository
        .createProcessDefinitionQuery()
        .processDefinitionKey(process)
        .latestVersion()
        .singleResult();
  }

  private long versions() {
    return repository.createProcessDefinitionQuery().count();
  }

  /** All open tasks with all that a migration could have touched. */
  private List<String> standing() {
    List<String> standing = new ArrayList<>();
    tasks
        .createTaskQuery()
        .orderByTaskId()
        .asc()
        .list()
        .forEach(
            task ->
                standing.add(
                    String.join(
                        " ",
                        task.getId(),
                        task.getName(),
                        task.getProcessDefinitionId(),
                        task.getExecutionId())));
    return standing;
  }

  /** An edit of the shipped route, with the files that it has changed. */
  private static final class Edited {

    private final Draft draft = Draft.ofShipped();

    Edited text(String file, String old, String now) {
      draft.text(file, old, now);
      return this;
    }

    Edited xml(String file, Consumer<Document> edit) {
      draft.xml(file, edit);
      return this;
    }

    SortedMap<String, byte[]> files() {
      SortedMap<String, byte[]> edited = new TreeMap<>(draft.files);
      edited
          .entrySet()
          .removeIf(
              file -> Arrays.equals(file.getValue(), RouteFiles.shipped().get(file.getKey())));
      return edited;
    }
  }
}
