package fr.fabrique.people.access;

import fr.fabrique.engine.AsSystem;
import fr.fabrique.engine.Texts;
import fr.fabrique.people.Group;
import fr.fabrique.people.TaskFilters;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.task.TaskQuery;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Puts the lists into Tasklist that people need, once, whatever language the installation speaks
 * today: a list is known by the key that it carries, its name follows the language and the title.
 */
@Component
@Order(2)
class ReadyMadeFilters implements ApplicationRunner, TaskFilters {

  private static final String KEY = "fabrique";
  private static final String ME = "${currentUser()}";
  private static final String MY_GROUPS = "${currentUserGroups()}";
  private static final String IN_A_WEEK = "${dateTime().plusWeeks(1)}";

  private final FilterService filters;
  private final TaskService tasks;
  private final AuthorizationService rights;
  private final AsSystem asSystem;
  private final Texts texts;

  ReadyMadeFilters(
      FilterService filters,
      TaskService tasks,
      AuthorizationService rights,
      AsSystem asSystem,
      Texts texts) {
    this.filters = filters;
    this.tasks = tasks;
    this.rights = rights;
    this.asSystem = asSystem;
    this.texts = texts;
  }

  @Override
  @Transactional
  public void run(ApplicationArguments arguments) {
    offer(
        "my_reviews",
        text("my_reviews"),
        -30,
        tasks.createTaskQuery().taskAssigneeExpression(ME).taskDefinitionKey("task_review_idea"),
        Group.JURORS);
    offer(
        "my_tasks",
        text("my_tasks"),
        -20,
        tasks.createTaskQuery().taskAssigneeExpression(ME),
        Group.AGENTS);
    offer(
        "my_groups_tasks",
        text("my_groups_tasks"),
        -10,
        tasks.createTaskQuery().taskCandidateGroupInExpression(MY_GROUPS).taskUnassigned(),
        Group.AGENTS);
    offer(
        "due_this_week",
        text("due_this_week"),
        0,
        tasks.createTaskQuery().taskAssigneeExpression(ME).dueBeforeExpression(IN_A_WEEK),
        Group.AGENTS);
  }

  @Override
  @Transactional
  public void offerChallenge(String challenge, String title) {
    offer(
        "challenge:" + challenge,
        text("challenge", title),
        10,
        tasks.createTaskQuery().processVariableValueEquals("challenge", challenge),
        Group.JURY_CHAIRS);
  }

  /** The name is ours, and renewed; what an administrator changed of a list else stays. */
  private void offer(String key, String name, int priority, TaskQuery query, Group group) {
    asSystem.ask(
        () -> {
          Optional<Filter> offered = find(key, name);
          if (offered.isPresent()) {
            Map<String, Object> properties = new HashMap<>(offered.get().getProperties());
            properties.put(KEY, key);
            return filters.saveFilter(offered.get().setName(name).setProperties(properties));
          }
          Filter list = filters.newTaskFilter(name).setQuery(query.orderByDueDate().asc());
          list.setProperties(
              Map.of(
                  KEY, key, "priority", priority, "refresh", true, "showUndefinedVariable", false));
          return show(filters.saveFilter(list), group);
        });
  }

  /** A list from before lists had keys is known by its name. */
  private Optional<Filter> find(String key, String name) {
    return filters.createTaskFilterQuery().list().stream()
        .filter(
            list ->
                list.getProperties().containsKey(KEY)
                    ? key.equals(list.getProperties().get(KEY))
                    : name.equals(list.getName()))
        .findFirst();
  }

  private Filter show(Filter list, Group group) {
    Authorization grant = rights.createNewAuthorization(Authorization.AUTH_TYPE_GRANT);
    grant.setGroupId(group.id());
    grant.setResource(Resources.FILTER);
    grant.setResourceId(list.getId());
    grant.addPermission(Permissions.READ);
    rights.saveAuthorization(grant);
    return list;
  }

  private String text(String key, Object... values) {
    return texts.of("filter." + key, values);
  }
}
