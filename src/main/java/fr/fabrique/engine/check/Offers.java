package fr.fabrique.engine.check;

import static fr.fabrique.engine.check.XmlFile.engine;
import static fr.fabrique.engine.check.XmlFile.tag;

import fr.fabrique.engine.StepCatalogue.Personal;
import fr.fabrique.engine.StepCatalogue.Shown;
import fr.fabrique.engine.form.FormContract;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.w3c.dom.Element;

/** Every task reaches somebody, and none reaches whom it must stay hidden from. */
final class Offers {

  private static final Set<String> RESOURCES =
      Set.of("potentialOwner", "humanPerformer", "performer", "resourceRole");

  private static final Words LEAVE_IT =
      Words.of("Leave it to the step, and give what stands here another name.");

  private final Set<String> asides;
  private final Candidate candidate;
  private final XmlFile diagram;
  private final Facts facts;
  private final List<Finding> findings;

  Offers(Candidate candidate, XmlFile diagram, Facts facts, List<Finding> findings) {
    this.candidate = candidate;
    this.asides = asides(candidate);
    this.facts = facts;
    this.diagram = diagram;
    this.findings = findings;
  }

  void check() {
    Set<String> persons =
        candidate.offers().personalForms().stream()
            .map(Personal::person)
            .collect(Collectors.toSet());
    for (Element element : diagram.all()) {
      writes(element)
          .filter(persons::contains)
          .ifPresent(person -> add(element, Rule.FORM_PERSONAL, chosenByAStep(person), LEAVE_IT));
      if (RESOURCES.contains(tag(element))) {
        add(
            element,
            Rule.TASK_OFFERED,
            Words.of("It names people where Camunda Modeler does not show them."),
            Words.of("Remove it, and use “Assignment” in the properties panel."));
      }
    }
    for (Element task : diagram.all("userTask")) {
      reachesSomebody(task);
      Optional.ofNullable(candidate.forms().get(engine(task, "formRef"))).stream()
          .flatMap(form -> form.inputs().stream())
          .filter(FormContract.Input::isFact)
          .map(FormContract.Input::key)
          .filter(
              fact ->
                  persons.contains(fact)
                      || candidate.offers().starts().stream()
                          .filter(start -> Candidate.processes(diagram).contains(start.process()))
                          .anyMatch(start -> start.passes().contains(fact)))
          .forEach(person -> add(task, Rule.FORM_PERSONAL, chosenByAStep(person), LEAVE_IT));
      if (Expressions.isOne(engine(task, "formRef"))) {
        add(
            task,
            Rule.FORM_THERE,
            Words.of("Its form is not named but computed: nobody can tell who sees what."),
            Words.of("Name the form by its id."));
      }
      candidate.offers().personalForms().stream()
          .filter(personal -> isFor(personal, engine(task, "formRef")))
          .forEach(personal -> staysHidden(task, personal));
      Optional.ofNullable(candidate.forms().get(engine(task, "formRef")))
          .ifPresent(form -> shown(task, form));
      if (engine(task, "formRef").isEmpty() && engine(task, "formKey").isEmpty()) {
        add(
            task,
            Rule.TASK_FORM,
            Words.of("It has no form: whoever opens it sees nothing and can say nothing."),
            Words.of("Choose a form of the forms folder."));
      }
    }
  }

  /** What a form shows can be seen by those to whom the task goes. */
  private void shown(Element task, FormContract form) {
    for (Shown only : candidate.offers().shown()) {
      if (!isFor(task, only.person()) && !isFor(task, only.groups())) {
        unseen(
            task,
            form,
            only.entries(),
            entry ->
                Words.of(
                    "Its form shows “%s”, and those who open it may not see that: they find nothing"
                        + " there.",
                    entry));
      }
    }
    if (isFor(task, "author")) {
      unseen(
          task,
          form,
          asides,
          entry ->
              Words.of(
                  "Its form shows “%s”, which is kept from the idea's authors: they find nothing there.",
                  entry));
    }
  }

  private void unseen(
      Element task, FormContract form, Set<String> entries, Function<String, Words> message) {
    entries.stream()
        .filter(form.mentions()::contains)
        .sorted()
        .forEach(
            entry ->
                add(
                    task,
                    Rule.DOSSIER_SHOWN,
                    message.apply(entry),
                    Words.of("Leave it out of the form, or offer the task to others.")));
  }

  /** Under which names the answers are shown that are kept from authors. */
  private static Set<String> asides(Candidate candidate) {
    return candidate.forms().values().stream()
        .flatMap(form -> form.inputs().stream())
        .filter(input -> "true".equals(input.properties().get("aside")))
        .map(input -> FormRules.LAST + input.key())
        .collect(Collectors.toSet());
  }

  private static boolean isFor(Element task, String person) {
    return engine(task, "assignee").strip().equals("${" + person + "}");
  }

  private static boolean isFor(Element task, Set<String> groups) {
    Set<String> offered = names(task, "candidateGroups");
    return engine(task, "assignee").isBlank() && !offered.isEmpty() && groups.containsAll(offered);
  }

  /** Whether a form is the personal one, or a copy that asks all that it asks. */
  private boolean isFor(Personal personal, String form) {
    return personal.form().equals(form)
        || candidate.forms().containsKey(form)
            && candidate.forms().containsKey(personal.form())
            && keys(form).containsAll(keys(personal.form()));
  }

  private Set<String> keys(String form) {
    return candidate.forms().get(form).inputs().stream()
        .map(FormContract.Input::key)
        .collect(Collectors.toSet());
  }

  private static Words chosenByAStep(String person) {
    return Words.of(
        "Here something else than a step says who “%s” is: it may be the idea's author.", person);
  }

  /** The fact that an element of a diagram writes by itself, other than by passing it on. */
  private static Optional<String> writes(Element element) {
    String content = element.getTextContent().replaceAll("\\s", "");
    return switch (tag(element)) {
      case "inputParameter", "outputParameter" -> {
        String name = element.getAttribute("name");
        yield Set.of("${null}", "#{null}", "${" + name + "}", "#{" + name + "}").contains(content)
            ? Optional.empty()
            : Optional.of(name);
      }
      case "in", "out" -> {
        String target = element.getAttribute("target");
        yield target.equals(element.getAttribute("source"))
            ? Optional.empty()
            : Optional.of(target);
      }
      case "property" -> Optional.of(element.getAttribute("name"));
      case "multiInstanceLoopCharacteristics" -> Optional.of(engine(element, "elementVariable"));
      default -> Optional.of(engine(element, "resultVariable"));
    };
  }

  private void reachesSomebody(Element task) {
    if (engine(task, "assignee").isBlank()
        && names(task, "candidateGroups").isEmpty()
        && names(task, "candidateUsers").isEmpty()) {
      add(
          task,
          Rule.TASK_OFFERED,
          Words.of("It is offered to nobody: no idea would ever get past it."),
          Words.of("Choose a group, or a fact that names a person, such as ${author}."));
    }
    for (String written : names(task, "candidateGroups")) {
      String group = strange(written).orElse(written);
      if (!Expressions.isOne(group) && !candidate.offers().groups().contains(group)) {
        add(
            task,
            Rule.GROUP_KNOWN,
            Words.of("It is offered to the group “%s”, which is none of the product's.", group),
            Words.of("Choose one of: %s.", String.join(", ", candidate.offers().groups())));
      }
    }
    for (String attribute : List.of("assignee", "candidateUsers")) {
      for (String person : names(task, attribute)) {
        Optional<String> strange = strange(person);
        if (strange.isPresent()) {
          add(
              task,
              Rule.PERSON_BY_FACT,
              Words.of(
                  "It is meant for “%s”, which is no person: nobody would get it.", strange.get()),
              Words.of(
                  "Offer it to a group, or to a fact that names a person, such as ${author}."));
        } else if (!Expressions.isOne(person)) {
          add(
              task,
              Rule.PERSON_BY_FACT,
              Words.of(
                  "It is meant for one person by name, “%s”: when they leave, ideas wait here for ever.",
                  person),
              Words.of(
                  "Offer it to a group, or to a fact that names a person, such as ${author}."));
        }
      }
    }
  }

  /** What an expression comes to that can be nobody: an answer, a time, nothing at all. */
  private Optional<String> strange(String expression) {
    return facts.values(diagram, expression).flatMap(values -> values.stream().findFirst());
  }

  private void staysHidden(Element task, Personal personal) {
    boolean forTheOne = isFor(task, personal.person());
    boolean forOthers =
        !names(task, "candidateUsers").isEmpty()
            || !personal.groups().containsAll(names(task, "candidateGroups"));
    if (!forTheOne || forOthers) {
      add(
          task,
          Rule.FORM_PERSONAL,
          Words.of(
              "The form “%s” is for somebody without a conflict of interest only, and here the idea's"
                  + " author could open it.",
              personal.form()),
          personal.groups().isEmpty()
              ? Words.of("Make ${%s} its assignee, and offer it to nobody else.", personal.person())
              : Words.of(
                  "Make ${%s} its assignee and %s its group, and offer it to nobody else.",
                  personal.person(), String.join(", ", personal.groups())));
    }
  }

  private static Set<String> names(Element task, String attribute) {
    return Arrays.stream(engine(task, attribute).split(","))
        .map(String::strip)
        .filter(name -> !name.isEmpty())
        .collect(Collectors.toSet());
  }

  private void add(Element at, Rule rule, Words message, Words remedy) {
    findings.add(diagram.finding(at, rule, message, remedy));
  }
}
