package fr.fabrique.change;

import static org.assertj.core.api.Assertions.assertThat;

import fr.fabrique.PostgresFabriqueTest;
import fr.fabrique.challenge.Challenges;
import fr.fabrique.change.forecast.PastReader;
import fr.fabrique.change.heat.RouteMap;
import fr.fabrique.change.heat.Step;
import fr.fabrique.change.move.Move.Outcome;
import fr.fabrique.change.move.MoveWorker;
import fr.fabrique.change.move.Moves;
import fr.fabrique.change.revision.Movers;
import fr.fabrique.change.revision.Movers.Choice;
import fr.fabrique.change.revision.Revision.Door;
import fr.fabrique.change.revision.Revisions;
import fr.fabrique.engine.EngineClock;
import fr.fabrique.engine.check.RouteFiles;
import fr.fabrique.idea.Submission;
import fr.fabrique.idea.Submission.NewIdea;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.camunda.bpm.engine.FormService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The same on a real PostgreSQL: what is rolled back, locked and read there. */
@PostgresFabriqueTest
class ChangeOnPostgresTest {

  private static final int IDEAS = 8;

  @Autowired private Revisions revisions;
  @Autowired private Moves moves;
  @Autowired private MoveWorker worker;
  @Autowired private RouteMap map;
  @Autowired private PastReader past;
  @Autowired private Submission submission;
  @Autowired private RepositoryService repository;
  @Autowired private TaskService tasks;
  @Autowired private FormService forms;

  /** Other tests share the route. */
  @AfterEach
  void shipped() {
    String id = revisions.draft(Door.PAGE, "owner", RouteFiles.shipped(), true).id();
    if (revisions.differences(id).isEmpty()) {
      revisions.drop(id, "owner");
    } else {
      publish(id, Movers.none());
    }
  }

  @Test
  void a_draft_is_tried_published_and_followed() {
    List<String> ideas = new ArrayList<>();
    for (int number = 0; number < IDEAS; number++) {
      ideas.add(idea(number));
    }
    long versions = repository.createProcessDefinitionQuery().count();
    String draft = revisions.draft(Door.PAGE, "owner", edited(), false).id();
    Movers everybody =
        new Movers(Choice.ALL, List.of(), Map.of("task_screen_idea", "task_look_first"));
    revisions.intend(draft, everybody);

    moves.tryOut(draft);
    worker.work();

    assertThat(moves.progress(draft, true).moved()).isGreaterThanOrEqualTo(IDEAS);
    assertThat(moves.progress(draft, true).waiting()).isZero();
    assertThat(repository.createProcessDefinitionQuery().count()).isEqualTo(versions);

    publish(draft, everybody);
    worker.work();

    assertThat(moves.all(draft, false))
        .filteredOn(move -> ideas.contains(move.subject()))
        .hasSize(IDEAS)
        .allSatisfy(move -> assertThat(move.outcome()).isEqualTo(Outcome.MOVED));
    for (String idea : ideas) {
      Task task = tasks.createTaskQuery().processInstanceBusinessKey(idea).singleResult();
      assertThat(task.getTaskDefinitionKey()).isEqualTo("task_look_first");
      forms.submitTaskForm(task.getId(), Map.of("screening", "to_jury"));
    }
    String deployment = revisions.find(draft).deployment();
    assertThat(map.of("idea_route", EngineClock.now().minusDays(1), deployment))
        .extracting(Step::element)
        .contains("task_look_first");
    assertThat(map.of("idea_route", EngineClock.now().minusDays(1), null)).isNotEmpty();
    assertThat(past.read().cases().get("task_look_first"))
        .anySatisfy(c -> assertThat(c.facts()).containsEntry("screening", "to_jury"));
  }

  private void publish(String draft, Movers movers) {
    revisions.ask(draft, "owner", "For a test.", movers);
    revisions.approve(draft, "owner2", revisions.find(draft).seen());
  }

  /** The task is there under another id, as if somebody had drawn it anew. */
  private static SortedMap<String, byte[]> edited() {
    String route = new String(RouteFiles.shipped().get(EditedRoute.ROUTE), StandardCharsets.UTF_8);
    return new TreeMap<>(
        Map.of(
            EditedRoute.ROUTE,
            route.replace("task_screen_idea", "task_look_first").getBytes(StandardCharsets.UTF_8)));
  }

  private String idea(int number) {
    return submission.submit(
        Challenges.PERMANENT,
        "author",
        new NewIdea(
            "pg-change-" + number,
            "Bicycles between sites, town " + number,
            null,
            "Lend bicycles to agents who work on two sites of town %d.".formatted(number),
            null,
            null,
            null,
            null,
            List.of(),
            null));
  }
}
