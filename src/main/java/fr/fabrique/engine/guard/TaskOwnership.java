package fr.fabrique.engine.guard;

import com.fasterxml.jackson.databind.JsonNode;
import fr.fabrique.engine.ClaimRule;
import fr.fabrique.engine.LateAnswers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.task.Task;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;

/**
 * Keeps people's hands off each other's tasks. The stock engine answers otherwise for a task that
 * is somebody else's than for one that is done, which tells a juror who has finished, and lets all
 * members of a group answer a task that one of them has taken.
 */
class TaskOwnership {

  private static final CallPattern TASK = CallPattern.of("* /engine/engine/default/task/{id}/**");
  private static final CallPattern SUBMIT =
      CallPattern.of("POST /engine/engine/default/task/{id}/submit-form");
  private static final CallPattern CLAIM =
      CallPattern.of("POST /engine/engine/default/task/{id}/claim");

  private static final CallPattern ASSIGN =
      CallPattern.of("POST /engine/engine/default/task/{id}/assignee");

  private static final CallPattern LINK =
      CallPattern.of("POST /engine/engine/default/task/{id}/identity-links");
  private static final CallPattern UPDATE = CallPattern.of("PUT /engine/engine/default/task/{id}");

  private static final int PLACE_OF_ID = 4;

  private final ObjectProvider<ProcessEngine> engine;
  private final ObjectProvider<ClaimRule> claimRules;
  private final ObjectProvider<LateAnswers> lateAnswers;

  TaskOwnership(
      ObjectProvider<ProcessEngine> engine,
      ObjectProvider<ClaimRule> claimRules,
      ObjectProvider<LateAnswers> lateAnswers) {
    this.engine = engine;
    this.claimRules = claimRules;
    this.lateAnswers = lateAnswers;
  }

  /** Nobody but an administrator learns of a task that is neither theirs nor offered to them. */
  void check(Call call) {
    if (TASK.matches(call)) {
      String id = call.segments().get(PLACE_OF_ID);
      if (visible(id, call).isEmpty()) {
        throw gone(id, call);
      }
    }
  }

  /** Who may not judge neither takes nor answers a task, nor is given it, whoever asks. */
  void checkTaking(Call call) {
    Optional<String> given = given(call);
    if (given.isPresent() || SUBMIT.matches(call)) {
      String id = call.segments().get(PLACE_OF_ID);
      boolean taken =
          visible(id, call).stream()
              .map(Task::getAssignee)
              .anyMatch(holder -> holder != null && !holder.equals(call.person()));
      if (taken && SUBMIT.matches(call)) {
        throw Refusal.forbidden("Somebody else has taken this task.");
      }
      String taker = given.orElse(call.person());
      claimRules.stream()
          .flatMap(rule -> rule.refusal(id, taker).stream())
          .findFirst()
          .ifPresent(
              why -> {
                throw Refusal.forbidden(why);
              });
    }
  }

  /** What was sent to a task that is over is kept all the same. */
  private Refusal gone(String id, Call call) {
    if (SUBMIT.matches(call)) {
      Map<String, Object> answers = new LinkedHashMap<>();
      call.body()
          .path("variables")
          .properties()
          .forEach(answer -> answers.put(answer.getKey(), plain(answer.getValue().path("value"))));
      Optional<String> told =
          lateAnswers.stream()
              .flatMap(late -> late.keep(id, call.person(), answers).stream())
              .findFirst();
      if (told.isPresent()) {
        return new Refusal(HttpStatus.CONFLICT, told.get());
      }
    }
    return new Refusal(HttpStatus.NOT_FOUND, "No matching task among those you see.");
  }

  /** To whom the call gives the task. */
  private static Optional<String> given(Call call) {
    JsonNode body = call.body();
    if (CLAIM.matches(call)) {
      return Optional.of(body.path("userId").asText(call.person()));
    }
    boolean assigns =
        ASSIGN.matches(call) || LINK.matches(call) && body.path("type").asText().equals("assignee");
    String field = assigns ? "userId" : UPDATE.matches(call) ? "assignee" : null;
    return Optional.ofNullable(field)
        .filter(body::hasNonNull)
        .map(name -> body.path(name).asText());
  }

  private static Object plain(JsonNode value) {
    return value.isBoolean()
        ? (Object) value.booleanValue()
        : value.isNull() ? null : value.asText();
  }

  private List<Task> visible(String id, Call call) {
    IdentityService identity = engine.getObject().getIdentityService();
    identity.setAuthentication(call.person(), call.groups());
    try {
      return engine.getObject().getTaskService().createTaskQuery().taskId(id).list();
    } finally {
      identity.clearAuthentication();
    }
  }
}
