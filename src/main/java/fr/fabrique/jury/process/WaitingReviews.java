package fr.fabrique.jury.process;

import fr.fabrique.engine.AsSystem;
import fr.fabrique.engine.SendsMessages;
import fr.fabrique.idea.Ideas;
import fr.fabrique.jury.process.Askings.Free;
import fr.fabrique.jury.store.SeatTable;
import fr.fabrique.jury.store.VerdictTable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.runtime.VariableInstance;
import org.springframework.stereotype.Component;

/** The ideas of a challenge whose review waits until the challenge closes. */
@Component
@SendsMessages(JuryReviewProcess.PANEL_ASSIGNED)
class WaitingReviews {

  private static final int AT_ONCE = 500;

  private final RuntimeService runtime;
  private final AsSystem asSystem;
  private final Ideas ideas;
  private final VerdictTable verdicts;
  private final SeatTable seats;

  WaitingReviews(
      RuntimeService runtime,
      AsSystem asSystem,
      Ideas ideas,
      VerdictTable verdicts,
      SeatTable seats) {
    this.runtime = runtime;
    this.asSystem = asSystem;
    this.ideas = ideas;
    this.verdicts = verdicts;
    this.seats = seats;
  }

  /** One review that waits: the idea, the engine's instance, and how many seats it has. */
  private record Waiting(String idea, String instance, int seats, String reviewTime) {}

  /** How many seats each has in its present round. */
  List<Free> free(String challenge) {
    Map<String, Integer> rounds = verdicts.rounds(challenge);
    return waiting(challenge).stream()
        .map(w -> new Free(w.idea(), rounds.get(w.idea()), w.seats()))
        .toList();
  }

  /** The review time of the challenge's diagram, as an ISO 8601 duration. */
  String reviewTime(String challenge) {
    return waiting(challenge).stream().map(Waiting::reviewTime).findFirst().orElse("P0D");
  }

  /**
   * Before anybody asks which reviews wait: within one command the engine gives the same answer
   * again, whatever others have changed meanwhile.
   */
  void lock(String challenge) {
    seats.lockAll(() -> ideas.in(challenge).stream().map(Ideas.Idea::id));
  }

  /** Lets them go on. */
  void goOn(String challenge) {
    lock(challenge);
    waiting(challenge)
        .forEach(
            w ->
                asSystem.ask(
                    () ->
                        runtime
                            .createMessageCorrelation(JuryReviewProcess.PANEL_ASSIGNED)
                            .processInstanceId(w.instance())
                            .correlateAllWithResult()));
  }

  private List<Waiting> waiting(String challenge) {
    Set<String> itsIdeas =
        ideas.in(challenge).stream().map(Ideas.Idea::id).collect(Collectors.toSet());
    List<ProcessInstance> instances =
        asSystem.ask(
            () ->
                runtime
                    .createProcessInstanceQuery()
                    .processDefinitionKey(JuryReviewProcess.KEY)
                    .activityIdIn(JuryReviewProcess.WAITS_FOR_PANEL)
                    .list()
                    .stream()
                    .filter(instance -> itsIdeas.contains(instance.getBusinessKey()))
                    .toList());
    Map<String, Map<String, Object>> facts = facts(instances);
    return instances.stream()
        // One that has ended since has none any more, or not both.
        .filter(instance -> facts.getOrDefault(instance.getId(), Map.of()).size() == 2)
        .map(
            instance -> {
              Map<String, Object> known = facts.get(instance.getId());
              return new Waiting(
                  instance.getBusinessKey(),
                  instance.getId(),
                  (int) known.get(JuryReviewProcess.SEATS.name()),
                  (String) known.get(JuryReviewProcess.REVIEW_TIME.name()));
            })
        .toList();
  }

  private Map<String, Map<String, Object>> facts(List<ProcessInstance> instances) {
    Map<String, Map<String, Object>> facts = new HashMap<>();
    for (int from = 0; from < instances.size(); from += AT_ONCE) {
      String[] some =
          instances.subList(from, Math.min(from + AT_ONCE, instances.size())).stream()
              .map(ProcessInstance::getId)
              .toArray(String[]::new);
      for (String name :
          List.of(JuryReviewProcess.SEATS.name(), JuryReviewProcess.REVIEW_TIME.name())) {
        List<VariableInstance> values =
            asSystem.ask(
                () ->
                    runtime
                        .createVariableInstanceQuery()
                        .processInstanceIdIn(some)
                        .variableName(name)
                        .list());
        values.forEach(
            value ->
                facts
                    .computeIfAbsent(value.getProcessInstanceId(), i -> new HashMap<>())
                    .put(name, value.getValue()));
      }
    }
    return facts;
  }
}
