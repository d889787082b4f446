package fr.fabrique.people.access;

import static org.assertj.core.api.Assertions.assertThat;

import fr.fabrique.FabriqueTest;
import fr.fabrique.challenge.Challenges;
import fr.fabrique.engine.AsSystem;
import fr.fabrique.engine.EngineClock;
import fr.fabrique.engine.Language;
import fr.fabrique.people.Group;
import fr.fabrique.people.TaskFilters;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.DefaultApplicationArguments;

@FabriqueTest
class ReadyMadeFiltersTest {

  @Autowired FilterService filters;
  @Autowired TaskService tasks;
  @Autowired AuthorizationService rights;
  @Autowired IdentityService identity;
  @Autowired AsSystem asSystem;
  @Autowired TaskFilters lists;
  @Autowired Challenges challenges;
  @Autowired ReadyMadeFilters readyMade;

  private final List<String> made = new ArrayList<>();

  @AfterEach
  void speakTheInstallationsLanguage() {
    readyMade.run(new DefaultApplicationArguments());
  }

  @Test
  void aStartInAnotherLanguageRenamesTheListsAndDoublesNone() {
    List<String> before = all().stream().map(Filter::getId).sorted().toList();

    in("fr").run(new DefaultApplicationArguments());

    assertThat(all()).extracting(Filter::getId).containsExactlyInAnyOrderElementsOf(before);
    assertThat(all())
        .extracting(Filter::getName)
        .contains("Mes évaluations", "Mes tâches", "Tâches de mon groupe", "À rendre cette semaine")
        .doesNotContain("My reviews");
  }

  @Test
  void whatAnAdministratorChangedOfAListStays() {
    Filter mine = named("My reviews");
    var properties = new HashMap<>(mine.getProperties());
    properties.put("description", "Read before Friday");
    filters.saveFilter(mine.setProperties(properties));

    in("fr").run(new DefaultApplicationArguments());

    assertThat(named("Mes évaluations").getProperties())
        .containsEntry("description", "Read before Friday");
  }

  @Test
  void aListFromBeforeListsHadKeysIsTakenOver() {
    Filter mine = named("My tasks");
    var properties = new HashMap<>(mine.getProperties());
    properties.remove("fabrique");
    filters.saveFilter(mine.setProperties(properties));

    readyMade.run(new DefaultApplicationArguments());

    assertThat(all()).extracting(Filter::getName).containsOnlyOnce("My tasks");
  }

  @Test
  void twoChallengesOfOneTitleHaveAListEachAndChairsMayReadThem() {
    String title = "Twice " + UUID.randomUUID();
    String first = "twice-" + UUID.randomUUID();
    challenges.plan(first, title, "Why?");
    challenges.plan("again-" + UUID.randomUUID(), title, "Why?");

    assertThat(all()).filteredOn(f -> f.getName().equals("Challenge: " + title)).hasSize(2);
    assertThat(all())
        .filteredOn(f -> f.getName().equals("Challenge: " + title))
        .allSatisfy(
            f ->
                assertThat(
                        rights
                            .createAuthorizationQuery()
                            .resourceType(Resources.FILTER)
                            .resourceId(f.getId())
                            .groupIdIn(Group.JURY_CHAIRS.id())
                            .count())
                    .isOne());

    lists.offerChallenge(first, title + " and again");

    assertThat(all()).extracting(Filter::getName).contains("Challenge: " + title + " and again");
  }

  @Test
  void dueThisWeekHoldsOwnTasksThatAreLateOrDueWithinSevenDays() {
    task("late", "juror1", -1);
    task("soon", "juror1", 6);
    task("later", "juror1", 8);
    task("another's", "juror2", 6);

    String list = named("Due this week").getId();
    identity.setAuthentication("juror1", List.of(Group.AGENTS.id()));
    try {
      assertThat(filters.<Task>list(list))
          .extracting(Task::getName)
          .contains("late", "soon")
          .doesNotContain("later", "another's");
    } finally {
      identity.clearAuthentication();
      tasks.deleteTasks(made, true);
    }
  }

  private void task(String name, String assignee, int days) {
    Task task = tasks.newTask();
    task.setName(name);
    task.setAssignee(assignee);
    task.setDueDate(Date.from(EngineClock.now().plusDays(days).toInstant()));
    tasks.saveTask(task);
    made.add(task.getId());
  }

  private ReadyMadeFilters in(String language) {
    return new ReadyMadeFilters(filters, tasks, rights, asSystem, Language.texts(language));
  }

  private Filter named(String name) {
    return all().stream().filter(f -> f.getName().equals(name)).findFirst().orElseThrow();
  }

  private List<Filter> all() {
    return filters.createTaskFilterQuery().list();
  }
}
