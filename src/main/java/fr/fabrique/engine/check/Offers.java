package fr.fabrique.engine.check;

import static fr.fabrique.engine.check.XmlFile.engine;

import fr.fabrique.engine.StepCatalogue.Personal;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.w3c.dom.Element;

/** Every task reaches somebody, and none reaches whom it must stay hidden from. */
final class Offers {

  private final Candidate candidate;
  private final XmlFile diagram;
  private final List<Finding> findings;

  Offers(Candidate candidate, XmlFile diagram, List<Finding> findings) {
    this.candidate = candidate;
    this.diagram = diagram;
    this.findings = findings;
  }

  void check() {
    for (Element task : diagram.all("userTask")) {
      reachesSomebody(task);
      candidate.offers().personalForms().stream()
          .filter(personal -> personal.form().equals(engine(task, "formRef")))
          .forEach(personal -> staysHidden(task, personal));
      if (engine(task, "formRef").isEmpty() && engine(task, "formKey").isEmpty()) {
        add(
            task,
            Rule.TASK_FORM,
            Words.of("It has no form: whoever opens it sees nothing and can say nothing."),
            Words.of("Choose a form of the forms folder."));
      }
    }
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
    for (String group : names(task, "candidateGroups")) {
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
        if (!Expressions.isOne(person)) {
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

  private void staysHidden(Element task, Personal personal) {
    boolean forTheOne = engine(task, "assignee").strip().equals("${" + personal.person() + "}");
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
