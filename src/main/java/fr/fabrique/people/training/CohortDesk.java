package fr.fabrique.people.training;

import fr.fabrique.engine.AnswerReceiver;
import fr.fabrique.engine.Answers;
import fr.fabrique.engine.Dossier;
import fr.fabrique.engine.ReadsAnswers;
import fr.fabrique.engine.SafeHtml;
import fr.fabrique.engine.StartsProcess;
import fr.fabrique.people.Group;
import fr.fabrique.people.People;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Plans cohorts and keeps who is trained. */
@StartsProcess(FacilitatorTrainingProcess.KEY)
@ReadsAnswers(
    forms = {"plan_cohort", "enrol_participants"},
    value = {"cohort_title", "trainees"})
@Component
class CohortDesk implements AnswerReceiver, Dossier {

  private final CohortTable cohorts;
  private final People people;
  private final RuntimeService runtime;
  private final TaskService tasks;

  CohortDesk(CohortTable cohorts, People people, RuntimeService runtime, TaskService tasks) {
    this.cohorts = cohorts;
    this.people = people;
    this.runtime = runtime;
    this.tasks = tasks;
  }

  /** Opens a cohort and starts its training; answers the cohort's id. */
  @Transactional
  String open(String title) {
    String id = UUID.randomUUID().toString();
    cohorts.insert(id, title);
    runtime.startProcessInstanceByKey(FacilitatorTrainingProcess.KEY, id);
    return id;
  }

  @Override
  public void receive(Answers answers) {
    answers.text("cohort_title").ifPresent(title -> cohorts.rename(answers.subject(), title));
    if (answers.form().equals("enrol_participants")) {
      cohorts.enrol(answers.subject(), answers.list("trainees"));
    }
  }

  @Override
  public Map<String, Function<Opened, Object>> entries() {
    return Map.of(
        "training_cohort",
            opened -> cohorts.title(opened.subject()).map(SafeHtml::escape).orElse(null),
        "training_candidates", opened -> candidates(),
        "training_trainee", this::trainee,
        "cohort_title", opened -> cohorts.title(opened.subject()).orElse(null));
  }

  @Override
  public Optional<String> title(String subject) {
    return cohorts.title(subject);
  }

  private List<Option> candidates() {
    Set<String> facilitators =
        people.members(Group.FACILITATORS).stream()
            .map(People.Person::id)
            .collect(Collectors.toCollection(HashSet::new));
    return people.members(Group.AGENTS).stream()
        .filter(person -> !facilitators.contains(person.id()))
        .map(person -> new Option(people.nameAndUnit(person.id()), person.id()))
        .toList();
  }

  /** The one trainee whom the open task is about. */
  private String trainee(Opened opened) {
    return tasks.createTaskQuery().taskId(opened.taskId()).list().stream()
        .map(
            task ->
                (String)
                    runtime.getVariable(
                        task.getExecutionId(), FacilitatorTrainingProcess.TRAINEE.name()))
        .filter(Objects::nonNull)
        .findFirst()
        .map(people::nameAndUnit)
        .map(SafeHtml::escape)
        .orElse(null);
  }
}
