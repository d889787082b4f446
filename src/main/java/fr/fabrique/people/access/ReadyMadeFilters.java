package fr.fabrique.people.access;

import fr.fabrique.engine.Texts;
import fr.fabrique.people.Group;
import fr.fabrique.people.TaskFilters;
import java.util.Map;
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

/** Puts the lists into Tasklist that people need, once. */
@Component
@Order(2)
class ReadyMadeFilters implements ApplicationRunner, TaskFilters {

  private static final String ME = "${currentUser()}";
  private static final String MY_GROUPS = "${currentUserGroups()}";
  private static final String IN_A_WEEK = "${dateTime().plusWeeks(1)}";

  private final FilterService filters;
  private final TaskService tasks;
  private final AuthorizationService rights;
  private final Texts texts;

  ReadyMadeFilters(
      FilterService filters, TaskService tasks, AuthorizationService rights, Texts texts) {
    this.filters = filters;
    this.tasks = tasks;
    this.rights = rights;
    this.texts = texts;
  }

  @Override
  @Transactional
  public void run(ApplicationArguments arguments) {
    offer(
        text("my_reviews"),
        -30,
        tasks.createTaskQuery().taskAssigneeExpression(ME).taskDefinitionKey("task_review_idea"),
        Group.JURORS);
    offer(text("my_tasks"), -20, tasks.createTaskQuery().taskAssigneeExpression(ME), Group.AGENTS);
    offer(
        text("my_groups_tasks"),
        -10,
        tasks.createTaskQuery().taskCandidateGroupInExpression(MY_GROUPS).taskUnassigned(),
        Group.AGENTS);
    offer(
        text("due_this_week"),
        0,
        tasks.createTaskQuery().taskAssigneeExpression(ME).dueBeforeExpression(IN_A_WEEK),
        Group.AGENTS);
  }

  @Override
  @Transactional
  public void offerChallenge(String challenge, String title) {
    offer(
        text("challenge", title),
        10,
        tasks.createTaskQuery().processVariableValueEquals("challenge", challenge),
        Group.JURY_CHAIRS);
  }

  private void offer(String name, int priority, TaskQuery query, Group group) {
    if (filters.createFilterQuery().filterName(name).count() > 0) {
      return;
    }
    Filter filter = filters.newTaskFilter(name);
    filter.setQuery(query.orderByDueDate().asc());
    filter.setProperties(
        Map.of("priority", priority, "refresh", true, "showUndefinedVariable", false));
    filters.saveFilter(filter);
    Authorization grant = rights.createNewAuthorization(Authorization.AUTH_TYPE_GRANT);
    grant.setGroupId(group.id());
    grant.setResource(Resources.FILTER);
    grant.setResourceId(filter.getId());
    grant.addPermission(Permissions.READ);
    rights.saveAuthorization(grant);
  }

  private String text(String key, Object... values) {
    return texts.of("filter." + key, values);
  }
}
