package fr.fabrique.change;

import static fr.fabrique.change.Draft.all;
import static fr.fabrique.change.Draft.byId;
import static fr.fabrique.change.Draft.camunda;
import static fr.fabrique.change.Draft.children;
import static fr.fabrique.change.Draft.drawn;
import static fr.fabrique.change.Draft.remove;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fr.fabrique.engine.check.RouteFiles;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.w3c.dom.Attr;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * Edits of the shipped route: slips that would break it, each kind at several places, and sound
 * edits that must not be kept from being published.
 */
public final class Corpus {

  private static final Set<String> WAITS =
      Set.of("userTask", "intermediateCatchEvent", "callActivity");

  private final List<Edit> edits = new ArrayList<>();
  private final int places;

  private Corpus(int places) {
    this.places = places;
  }

  /**
   * One edit.
   *
   * @param kind what was done, the same words for the same deed
   * @param place where
   */
  public record Edit(String kind, String place, SortedMap<String, byte[]> files) {

    @Override
    public String toString() {
      return kind + ": " + place;
    }
  }

  /**
   * Slips.
   *
   * @param places so many at most for each kind of edit, spread over all that there are
   */
  public static List<Edit> faults(int places) {
    Corpus corpus = new Corpus(places);
    corpus.refusedByTheEngine();
    corpus.namesThatMeetNothing();
    corpus.factsAndConditions();
    corpus.peopleAndTimes();
    corpus.waysThatEndNowhere();
    corpus.forbidden();
    corpus.drawings();
    corpus.decisions();
    corpus.forms();
    corpus.secondLook();
    corpus.thirdLook();
    corpus.fourthLook();
    corpus.fifthLook();
    return corpus.edits;
  }

  public static List<Edit> soundEdits(int places) {
    Corpus corpus = new Corpus(places);
    corpus.wordsAndLooks();
    corpus.settings();
    corpus.moreOfTheRoute();
    corpus.unfinished();
    return corpus.edits;
  }

  private void refusedByTheEngine() {
    elements("an arrow to nothing", isA("sequenceFlow"), e -> e.setAttribute("targetRef", "gone"));
    elements("two elements with one id", isA("userTask"), e -> sameIdAsParent(e));
    elements("an element that BPMN does not know", isA("userTask"), Corpus::misspelt);
    elements(
        "a version that is not given",
        isA("callActivity"),
        e -> camunda(e, "calledElementBinding", "version"));
    elements(
        "a boundary event on nothing",
        isA("boundaryEvent"),
        e -> e.setAttribute("attachedToRef", "gone"));
    elements(
        "an arrow out of an end",
        isA("sequenceFlow").and(Corpus::leadsToAnEnd),
        e -> {
          String from = e.getAttribute("sourceRef");
          e.setAttribute("sourceRef", e.getAttribute("targetRef"));
          e.setAttribute("targetRef", from);
        });
    for (String file : diagrams()) {
      texts("a file cut off", file, "</bpmn:process>", "</bpmn:proc");
    }
    elements("no time to live", isA("process"), e -> camunda(e, "historyTimeToLive", null));
    elements("not executable", isA("process"), e -> e.setAttribute("isExecutable", "false"));
  }

  private void namesThatMeetNothing() {
    Predicate<Element> step = e -> !camunda(e, "delegateExpression").isEmpty();
    elements(
        "a step misspelt",
        step,
        e -> camunda(e, "delegateExpression", camunda(e, "delegateExpression").replace("}", "s}")));
    elements(
        "a method of a step",
        step,
        e ->
            camunda(
                e, "delegateExpression", camunda(e, "delegateExpression").replace("}", ".run()}")));
    elements(
        "a bean that is no step", step, e -> camunda(e, "delegateExpression", "${dataSource}"));
    elements("a step taken away", step, e -> camunda(e, "delegateExpression", null));
    Predicate<Element> form = e -> !camunda(e, "formRef").isEmpty();
    elements("a form misspelt", form, e -> camunda(e, "formRef", camunda(e, "formRef") + "s"));
    elements("no form", form, e -> camunda(e, "formRef", null));
    for (String name : some(names(".form"))) {
      Draft draft = Draft.ofShipped();
      draft.files.remove(name);
      add("a form removed", name, draft);
    }
    Predicate<Element> rule = isA("businessRuleTask");
    elements("a decision misspelt", rule, e -> camunda(e, "decisionRef", "verdicts"));
    elements(
        "a called process misspelt",
        isA("callActivity"),
        e -> e.setAttribute("calledElement", e.getAttribute("calledElement") + "s"));
    elements("a message misspelt", isA("message"), e -> e.setAttribute("name", "nobody_sends"));
    elements("a message without name", isA("message"), e -> e.removeAttribute("name"));
    elements("a process misspelt", isA("process"), e -> e.setAttribute("id", "misspelt"));
    elements(
        "a place with another id",
        e -> WAITS.contains(e.getLocalName()),
        e -> rename(e, e.getAttribute("id") + "_2"));
    for (String name : names(".dmn")) {
      Draft draft = Draft.ofShipped();
      draft.files.remove(name);
      add("a decision table removed", name, draft);
    }
  }

  private void factsAndConditions() {
    Predicate<Element> condition =
        isA("conditionExpression").and(e -> e.getTextContent().contains("'"));
    elements(
        "a condition with a value that is none",
        condition,
        e -> e.setTextContent(e.getTextContent().replaceFirst("'(\\w+)'", "'$1s'")));
    elements(
        "a condition with a fact that is none",
        isA("conditionExpression"),
        e -> e.setTextContent(e.getTextContent().replaceFirst("\\{(\\w+)", "{$1s")));
    elements(
        "a condition without braces",
        isA("conditionExpression"),
        e -> e.setTextContent(e.getTextContent().replaceAll("[${}]", "")));
    elements(
        "a condition that cannot be read",
        condition,
        e -> e.setTextContent(e.getTextContent().replace("==", "= =")));
    elements(
        "a condition against another kind",
        condition.and(e -> e.getTextContent().contains("==")),
        e -> e.setTextContent(e.getTextContent().replaceFirst("'\\w+'", "3")));
    elements("a condition taken away", isA("conditionExpression"), Draft::remove);
    elements(
        "the same condition twice",
        isA("conditionExpression").and(e -> sibling(e) != null),
        e -> e.setTextContent(sibling(e).getTextContent()));
    elements(
        "no default way",
        isA("exclusiveGateway").and(e -> e.hasAttribute("default")),
        e -> e.removeAttribute("default"));
    elements(
        "a default way with a condition instead",
        isA("exclusiveGateway").and(e -> e.hasAttribute("default")).and(Corpus::asksText),
        Corpus::conditionForDefault);
    elements(
        "a property of the process renamed",
        e -> e.getLocalName().equals("property") && isUsed(e),
        e -> e.setAttribute("name", e.getAttribute("name") + "s"));
    elements(
        "a result under another name",
        isA("businessRuleTask"),
        e -> camunda(e, "resultVariable", "misspelt"));
    elements(
        "a result that is a list",
        isA("businessRuleTask"),
        e -> camunda(e, "mapDecisionResult", "collectEntries"));
    elements(
        "nothing handed back",
        e -> e.getLocalName().equals("out"),
        e -> e.setAttribute("source", e.getAttribute("source") + "s"));
    elements(
        "several answers where one is asked after",
        isA("userTask").and(Corpus::isAskedAfter),
        e -> {
          Element loop =
              e.getOwnerDocument()
                  .createElementNS(Draft.BPMN, "bpmn:multiInstanceLoopCharacteristics");
          Element count = e.getOwnerDocument().createElementNS(Draft.BPMN, "bpmn:loopCardinality");
          count.setTextContent("3");
          loop.appendChild(count);
          e.appendChild(loop);
        });
  }

  private void peopleAndTimes() {
    Predicate<Element> grouped = e -> !camunda(e, "candidateGroups").isEmpty();
    elements("a group that is none", grouped, e -> camunda(e, "candidateGroups", "jurys"));
    elements(
        "nobody",
        isA("userTask"),
        e -> {
          camunda(e, "candidateGroups", null);
          camunda(e, "assignee", null);
        });
    elements(
        "a person who is no fact",
        isA("userTask").and(e -> !camunda(e, "assignee").isEmpty()),
        e -> camunda(e, "assignee", "${nobody}"));
    for (String id : List.of("task_review_idea", "task_deliberate")) {
      for (BiConsumer<Element, String> way : ways()) {
        Draft draft = Draft.ofShipped();
        draft.element("processes/jury-review.bpmn", id, e -> way.accept(e, "author"));
        add("a review that its author could open", id, draft);
      }
    }
    elements(
        "a due date that is none",
        e -> !camunda(e, "dueDate").isEmpty(),
        e -> camunda(e, "dueDate", "in a week"));
    elements(
        "a due date by a fact that is none",
        e -> !camunda(e, "dueDate").isEmpty(),
        e -> camunda(e, "dueDate", "${nextWeek}"));
    elements(
        "a timer that is none",
        isA("timeDuration").or(isA("timeDate")).or(isA("timeCycle")),
        e -> e.setTextContent("14 days"));
    elements(
        "a timer without a time",
        isA("timerEventDefinition"),
        e ->
            List.of("timeDuration", "timeDate", "timeCycle")
                .forEach(time -> children(e, time).forEach(Draft::remove)));
    elements(
        "a time of the process that is none",
        e -> e.getLocalName().equals("property") && e.getAttribute("value").startsWith("P"),
        e -> e.setAttribute("value", "2 weeks"));
  }

  private static List<BiConsumer<Element, String>> ways() {
    return List.of(
        (e, who) -> camunda(e, "assignee", "${" + who + "}"),
        (e, who) -> camunda(e, "candidateGroups", "agents"),
        (e, who) -> camunda(e, "candidateUsers", "${" + who + "}"));
  }

  private void waysThatEndNowhere() {
    elements("an arrow removed", isA("sequenceFlow"), Corpus::removeArrow);
    elements(
        "a join where one way only comes",
        isA("exclusiveGateway").and(e -> children(e, "incoming").size() > 1),
        e -> retag(e, "parallelGateway"));
    elements(
        "a choice where all ways come",
        isA("parallelGateway").and(e -> children(e, "outgoing").size() > 1),
        e -> retag(e, "exclusiveGateway"));
    elements(
        "ways that are not joined",
        isA("parallelGateway").and(e -> children(e, "incoming").size() > 1),
        e -> retag(e, "exclusiveGateway"));
    elements(
        "a loop without a wait",
        isA("serviceTask").and(e -> children(e, "outgoing").size() == 1),
        e -> {
          Element arrow =
              byId(e.getOwnerDocument(), children(e, "outgoing").get(0).getTextContent());
          arrow.setAttribute("targetRef", e.getAttribute("id"));
        });
    elements("no start", isA("startEvent"), Corpus::removeNode);
    elements("no end", isA("endEvent"), Corpus::removeNode);
  }

  private void forbidden() {
    elements("a Java class", isA("serviceTask"), e -> instead(e, "class", "com.example.Mine"));
    elements("an expression", isA("serviceTask"), e -> instead(e, "expression", "${1 + 1}"));
    elements("a mail task", isA("serviceTask"), e -> instead(e, "type", "mail"));
    elements("a script task", isA("serviceTask"), Corpus::script);
    elements(
        "an external form", isA("userTask"), e -> camunda(e, "formKey", "embedded:app:x.html"));
    elements("a task listener", isA("userTask"), e -> listener(e, "taskListener", "create"));
    elements(
        "an execution listener", isA("userTask"), e -> listener(e, "executionListener", "start"));
    elements("a connector", isA("serviceTask"), Corpus::connector);
    elements(
        "a condition that is a script",
        isA("conditionExpression"),
        e -> e.setAttribute("language", "javascript"));
    elements(
        "a method in a condition",
        isA("conditionExpression"),
        e -> e.setTextContent("${execution.getEngineServices() != null}"));
  }

  private void drawings() {
    elements(
        "a symbol that is not drawn",
        e -> isA("userTask").or(isA("endEvent")).or(isA("exclusiveGateway")).test(e),
        e -> remove(drawn(e.getOwnerDocument(), e.getAttribute("id"))));
    elements(
        "an arrow that is not drawn",
        isA("sequenceFlow"),
        e -> remove(drawn(e.getOwnerDocument(), e.getAttribute("id"))));
    elements(
        "a drawing of something else",
        isA("serviceTask"),
        e -> drawn(e.getOwnerDocument(), e.getAttribute("id")).setAttribute("bpmnElement", "gone"));
    for (String file : diagrams()) {
      Draft draft = Draft.ofShipped();
      draft.xml(file, d -> remove(all(d, isA("BPMNDiagram")).get(0)));
      add("no drawing at all", file, draft);
    }
  }

  private void decisions() {
    for (String file : names(".dmn")) {
      inTable(
          "a column that asks a fact that is none", file, "inputExpression", Corpus::misspellText);
      inTable("a column of another type", file, "inputExpression", Corpus::otherType);
      inTable(
          "a table that may answer several",
          file,
          "decisionTable",
          e -> e.setAttribute("hitPolicy", "COLLECT"));
      inTable(
          "a table that fails where two rules match",
          file,
          "decisionTable",
          e -> e.setAttribute("hitPolicy", "UNIQUE"));
      inTable(
          "a cell that cannot be read",
          file,
          "inputEntry",
          e -> children(e, "text").get(0).setTextContent("> > 3"));
      inTable(
          "an answer without quotes",
          file,
          "outputEntry",
          e ->
              children(e, "text")
                  .get(0)
                  .setTextContent(e.getTextContent().strip().replace("\"", "")));
      inTable(
          "an answer that is none",
          file,
          "outputEntry",
          e -> children(e, "text").get(0).setTextContent(""));
      inTable("a rule that takes everything comes first", file, "rule", Corpus::takesEverything);
    }
    inTable(
        "an answer that no gateway knows",
        "processes/eligibility.dmn",
        "outputEntry",
        e ->
            children(e, "text")
                .get(0)
                .setTextContent(e.getTextContent().strip().replaceFirst("\"$", "s\"")));
  }

  private void forms() {
    for (String file : some(names(".form"))) {
      JsonNode form = Draft.json(Draft.ofShipped().files.get(file));
      question(
          "two questions with one key",
          file,
          form,
          2,
          (first, second) -> second.put("key", first.path("key").asText()));
      question(
          "a component that Tasklist cannot show",
          file,
          form,
          1,
          (first, second) -> first.put("type", "dynamiclist"));
      question(
          "a condition that cannot be read",
          file,
          form,
          1,
          (first, second) -> first.putObject("conditional").put("hide", "= = 3"));
      question(
          "a question that nobody can answer",
          file,
          form,
          1,
          (first, second) -> first.put("disabled", true));
      question(
          "a key that is none", file, form, 1, (first, second) -> first.put("key", "what next?"));
      add("a text that shows what is not there", file, withText(file, "{{nobody_knows}}"));
      Draft cut = Draft.ofShipped();
      String text = cut.text(file);
      cut.files.put(file, text.substring(0, text.length() / 2).getBytes(StandardCharsets.UTF_8));
      add("a form cut off", file, cut);
    }
    for (String file : names(".form")) {
      JsonNode form = Draft.json(Draft.ofShipped().files.get(file));
      if (fact(form) != null && isInACondition(fact(form).path("key").asText())) {
        Draft renamed = Draft.ofShipped();
        renamed.form(file, f -> fact(f).put("key", "misspelt"));
        add("a question whose answer is asked for, renamed", file, renamed);
        Draft noFact = Draft.ofShipped();
        noFact.form(file, f -> fact(f).remove("properties"));
        add("a question whose answer is no fact any more", file, noFact);
      }
    }
    for (String file : names(".form")) {
      JsonNode form = Draft.json(Draft.ofShipped().files.get(file));
      ObjectNode fact = fact(form);
      if (fact != null && fact.path("values").size() > 1) {
        for (int option = 0; option < fact.path("values").size(); option++) {
          String value = fact.path("values").get(option).path("value").asText();
          if (isCompared(fact.path("key").asText(), value)) {
            int at = option;
            Draft draft = Draft.ofShipped();
            draft.form(
                file, f -> ((ObjectNode) fact(f).path("values").get(at)).put("value", "other"));
            add("an option that a gateway asks for, renamed", file + " " + value, draft);
            Draft gone = Draft.ofShipped();
            gone.form(file, f -> ((ArrayNode) fact(f).path("values")).remove(at));
            add("an option that a gateway asks for, removed", file + " " + value, gone);
          }
        }
      }
    }
  }

  private void wordsAndLooks() {
    elements("renamed", isA("userTask"), e -> e.setAttribute("name", "Look at it together"));
    elements("an arrow renamed", isA("sequenceFlow"), e -> e.setAttribute("name", "Go on"));
    elements("a gateway renamed", isA("exclusiveGateway"), e -> e.setAttribute("name", "Well?"));
    elements(
        "moved",
        isA("userTask"),
        e -> {
          Element bounds =
              children(drawn(e.getOwnerDocument(), e.getAttribute("id")), "Bounds").get(0);
          bounds.setAttribute(
              "y", String.valueOf(Double.parseDouble(bounds.getAttribute("y")) + 10));
        });
    elements(
        "documented",
        isA("serviceTask"),
        e -> {
          Element words = e.getOwnerDocument().createElementNS(Draft.BPMN, "bpmn:documentation");
          words.setTextContent("As agreed with the units, see ${the charter}.");
          e.insertBefore(words, e.getFirstChild());
        });
    for (String file : some(names(".form"))) {
      add("a text in a form", file, withText(file, "Thank you."));
      Draft asked = Draft.ofShipped();
      asked.form(
          file,
          f ->
              f.withArray("components")
                  .addObject()
                  .put("type", "textarea")
                  .put("id", "anything_else")
                  .put("key", "anything_else")
                  .put("label", "Anything else?"));
      add("a question in a form", file, asked);
    }
  }

  private void settings() {
    elements(
        "another time",
        e -> e.getLocalName().equals("property") && e.getAttribute("value").matches("P\\d+D"),
        e -> e.setAttribute("value", "P10D"));
    elements("a timer of its own", isA("timeDuration"), e -> e.setTextContent("P21D"));
    elements(
        "another group",
        isA("userTask")
            .and(e -> !camunda(e, "candidateGroups").isEmpty())
            .and(e -> camunda(e, "assignee").isEmpty()),
        e -> camunda(e, "candidateGroups", "labManagers"));
    elements("kept longer", isA("process"), e -> camunda(e, "historyTimeToLive", "P3650D"));
    elements("another version", isA("process"), e -> camunda(e, "versionTag", "2"));
    elements("no due date", isA("userTask"), e -> camunda(e, "dueDate", null));
    elements("saved before it is done", isA("serviceTask"), e -> camunda(e, "asyncBefore", "true"));
    Draft bar = Draft.ofShipped();
    bar.text("processes/jury-verdict.dmn", "3.5", "3.6");
    add("another bar", "jury-verdict", bar);
    elements(
        "a due date by arithmetic",
        isA("userTask"),
        e -> camunda(e, "dueDate", "${dateTime().plusDays(7).toDate()}"));
    Draft quorum = Draft.ofShipped();
    quorum.text(
        "processes/jury-review.bpmn", "name=\"quorum\" value=\"2\"", "name=\"quorum\" value=\"3\"");
    add("another quorum", "jury-review", quorum);
  }

  private void moreOfTheRoute() {
    elements("a task more", isA("sequenceFlow").and(Corpus::maySplit), Corpus::taskBetween);
    elements(
        "a branch more",
        isA("exclusiveGateway").and(e -> e.hasAttribute("default")).and(Corpus::asksText),
        e -> branch(e));
    elements(
        "a deadline more",
        isA("userTask").and(e -> !e.getAttribute("id").equals("task_review_idea")),
        Corpus::deadline);
    for (String file : names(".form")) {
      ObjectNode fact = fact(Draft.json(Draft.ofShipped().files.get(file)));
      if (fact != null && fact.path("values").size() > 1) {
        Draft draft = Draft.ofShipped();
        draft.form(
            file,
            f ->
                ((ArrayNode) fact(f).path("values"))
                    .addObject()
                    .put("label", "Something else")
                    .put("value", "something_else"));
        add("an option more", file, draft);
      }
    }
  }

  // How edits are made.

  private static Draft withText(String file, String text) {
    return Draft.ofShipped()
        .form(
            file,
            form ->
                form.withArray("components")
                    .addObject()
                    .put("type", "text")
                    .put("id", "more_text")
                    .put("text", text));
  }

  /** What looks well, and fails when somebody gets there. */
  private void secondLook() {
    Predicate<Element> offered =
        isA("userTask").and(task -> !camunda(task, "candidateGroups").isEmpty());
    elements("a due date that is an answer", offered, e -> camunda(e, "dueDate", "${verdict}"));
    elements(
        "a due date that no engine takes",
        offered,
        e -> camunda(e, "dueDate", "${dateTime().plusDays(7)}"));
    elements("nobody's group", offered, e -> camunda(e, "candidateGroups", "${''}"));
    elements(
        "an assignee who is a time", isA("userTask"), e -> camunda(e, "assignee", "${taskTime}"));
    elements(
        "an owner whom Modeler does not show",
        isA("userTask"),
        e -> {
          Element owner =
              e.getOwnerDocument().createElementNS(e.getNamespaceURI(), "potentialOwner");
          owner.setPrefix(e.getPrefix());
          e.appendChild(owner);
        });
    elements(
        "a call of a certain version",
        isA("callActivity"),
        e -> {
          camunda(e, "calledElementBinding", "version");
          camunda(e, "calledElementVersion", "7");
        });
    elements(
        "a call in a tenant",
        isA("callActivity"),
        e -> camunda(e, "calledElementTenantId", "ministry"));
    elements(
        "a call that tells no subject",
        isA("in").and(e -> e.hasAttribute("businessKey")),
        e -> e.getParentNode().removeChild(e));
    elements(
        "a form that is computed",
        isA("userTask"),
        e -> camunda(e, "formRef", "${'" + camunda(e, "formRef") + "'}"));
    elements(
        "a number of times that is none", isA("loopCardinality"), e -> e.setTextContent("three"));
    elements(
        "a timer that repeats at once",
        isA("timeDuration"),
        e -> {
          Element cycle = e.getOwnerDocument().createElementNS(e.getNamespaceURI(), "timeCycle");
          cycle.setPrefix(e.getPrefix());
          cycle.setTextContent("R/PT0S");
          e.getParentNode().replaceChild(cycle, e);
        });
    for (String table : names(".dmn")) {
      inTable(
          "a table without a time to live",
          table,
          "decision",
          e -> e.removeAttributeNS("http://camunda.org/schema/1.0/dmn", "historyTimeToLive"));
      inTable(
          "a hit policy that the engine has not",
          table,
          "decisionTable",
          e -> e.setAttribute("hitPolicy", "PRIORITY"));
    }
    for (String file : some(names(".form"))) {
      JsonNode form = Draft.json(Draft.ofShipped().files.get(file));
      question(
          "two parts with one id", file, form, 2, (a, b) -> b.put("id", a.path("id").asText()));
      question(
          "a question that is always hidden",
          file,
          form,
          1,
          (a, b) -> a.putObject("conditional").put("hide", "=true"));
      add("a placeholder that is not closed", file, withText(file, "{{idea_title"));
      add("an if that is not closed", file, withText(file, "{{#if idea_title}}Here"));
    }
  }

  private void thirdLook() {
    elements("times done by a person", isA("loopCardinality"), e -> e.setTextContent("${author}"));
    elements("a timer of no time", isA("timeDuration"), e -> e.setTextContent("PT0S"));
    elements(
        "a date from a text",
        isA("userTask"),
        e -> camunda(e, "dueDate", "${author.plusDays(3).toDate()}"));
    elements(
        "a due date of two, one of which is none",
        isA("userTask"),
        e -> camunda(e, "dueDate", "${empty author ? 'soon' : 'P7D'}"));
    elements(
        "an event on the edge with another id",
        isA("boundaryEvent"),
        e -> rename(e, e.getAttribute("id") + "_2"));
    elements(
        "an event that breaks off or no longer does",
        isA("boundaryEvent"),
        e -> {
          if (e.getAttribute("cancelActivity").equals("false")) {
            e.removeAttribute("cancelActivity");
          } else {
            e.setAttribute("cancelActivity", "false");
          }
        });
    elements(
        "a save point removed",
        e -> camunda(e, "asyncBefore").equals("true") || camunda(e, "asyncAfter").equals("true"),
        e -> {
          camunda(e, "asyncBefore", null);
          camunda(e, "asyncAfter", null);
        });
    elements("a step that is gone", isA("serviceTask"), Corpus::bypass);
    elements(
        "a condition turned round",
        isA("conditionExpression")
            .and(e -> e.getTextContent().contains("' ==") || e.getTextContent().contains("== '")),
        e -> e.setTextContent(e.getTextContent().replaceFirst("==", "!=")));
    elements("a task without a name", isA("userTask"), e -> e.removeAttribute("name"));
    for (String table : names(".dmn")) {
      inTable(
          "rules that contradict each other",
          table,
          "decisionTable",
          e -> e.setAttribute("hitPolicy", "ANY"));
      inTable(
          "a function that FEEL has not",
          table,
          "inputEntry",
          e -> {
            if (!e.getTextContent().isBlank()) {
              children(e, "text").get(0).setTextContent("strlen(cellInput) > 3");
            }
          });
    }
    for (String file : some(names(".form"))) {
      JsonNode form = Draft.json(Draft.ofShipped().files.get(file));
      question("a question under another key", file, form, 1, (a, b) -> a.put("key", "renamed"));
      question(
          "a question without a label",
          file,
          form,
          1,
          (a, b) -> a.remove(List.of("label", "dateLabel")));
      question(
          "a question of another kind",
          file,
          form,
          1,
          (a, b) -> {
            a.put("type", a.path("type").asText().equals("checkbox") ? "textarea" : "checkbox");
            a.remove("values");
          });
      Draft draft = Draft.ofShipped();
      draft.form(file, Corpus::asksForAnAnswerThatIsNone);
      if (draft.text(file).contains("nobody_says_so")) {
        add("a condition that no answer meets", file, draft);
      }
    }
  }

  private void fourthLook() {
    elements(
        "a repetition over after the first",
        isA("multiInstanceLoopCharacteristics"),
        e -> {
          children(e, "completionCondition").forEach(Draft::remove);
          Element over = e.getOwnerDocument().createElementNS(Draft.BPMN, "completionCondition");
          over.setTextContent("${nrOfCompletedInstances >= 1}");
          e.appendChild(over);
        });
    elements(
        "a task of a group given to one person",
        isA("userTask").and(e -> camunda(e, "assignee").isEmpty()),
        e -> {
          camunda(e, "candidateGroups", null);
          camunda(e, "assignee", "${author}");
        });
    elements(
        "a fact that is handed over no more",
        isA("in").or(isA("out")).and(e -> !e.getAttribute("target").isEmpty()),
        Draft::remove);
    elements(
        "another step in its place",
        e -> !camunda(e, "delegateExpression").isEmpty(),
        e ->
            camunda(
                e,
                "delegateExpression",
                camunda(e, "delegateExpression").equals("${recordHandover}")
                    ? "${recordNoGo}"
                    : "${recordHandover}"));
    elements(
        "an arrow into the start",
        isA("sequenceFlow"),
        e ->
            e.setAttribute(
                "targetRef",
                children((Element) e.getParentNode(), "startEvent").get(0).getAttribute("id")));
    elements(
        "an event that waits for a fact to be deleted",
        isA("conditionalEventDefinition"),
        e -> camunda(e, "variableEvents", "delete"));
    texts(
        "a reminder after the end",
        "processes/jury-review.bpmn",
        "name=\"reminderTime\" value=\"P7D\"",
        "name=\"reminderTime\" value=\"P20D\"");
    elements(
        "a count that cannot be",
        isA("conditionExpression").and(e -> e.getTextContent().contains("awaitingVerdict")),
        e -> e.setTextContent("${awaitingVerdict < 0}"));
    elements(
        "a form about something else",
        isA("userTask").and(e -> camunda(e, "formRef").matches("[a-z]*_idea")),
        e -> camunda(e, "formRef", "approve_challenge"));
    elements(
        "an interrupting event taken away",
        isA("boundaryEvent").and(e -> !e.getAttribute("cancelActivity").equals("false")),
        e -> {
          for (Element arrow : children((Element) e.getParentNode(), "sequenceFlow")) {
            if (arrow.getAttribute("sourceRef").equals(e.getAttribute("id"))) {
              remove(arrow);
            }
          }
          remove(e);
        });
    elements(
        "an end that ends all",
        isA("endEvent").and(e -> children(e, "terminateEventDefinition").isEmpty()),
        e ->
            e.appendChild(
                e.getOwnerDocument().createElementNS(Draft.BPMN, "terminateEventDefinition")));
    elements(
        "a call of a process about something else",
        isA("callActivity"),
        e -> e.setAttribute("calledElement", "challenge"));
    for (String question :
        List.of(
            "screen_idea merge_into",
            "fill_seat named_juror",
            "prepare_challenge closes_on",
            "review_idea advice",
            "complete_panel jurors",
            "describe_need need")) {
      String file = "forms/%s.form".formatted(question.split(" ")[0]);
      Draft draft = Draft.ofShipped();
      draft.form(file, form -> without(form, question.split(" ")[1]));
      add("a question that something reads taken away", question, draft);
    }
    for (String text : List.of("Screen the idea", "Deliberate", "Review the idea")) {
      Draft draft = Draft.ofShipped();
      draft.form("processes/fr.json", texts -> texts.remove(text));
      add("a translation lost", text, draft);
    }
    for (String table : names(".dmn")) {
      inTable("a rule that is gone", table, "rule", Draft::remove);
      inTable(
          "a number below all limits",
          table,
          "inputEntry",
          e -> {
            Element text = children(e, "text").get(0);
            text.setTextContent(text.getTextContent().replaceFirst("(\\d)", "-$1"));
          });
    }
    for (String file : some(names(".form"))) {
      add("a picture from elsewhere", file, withText(file, "<img src=\"http://e.org/a.png\">"));
      boolean forChairs =
          List.of("deliberate", "complete_panel", "fill_seat", "settle_assignment").stream()
              .anyMatch(file::contains);
      if (!forChairs) {
        add("what only chairs see", file, withText(file, "{{jury_tally}}"));
      }
    }
    for (String file : List.of("forms/review_idea.form", "forms/accept_service.form")) {
      JsonNode form = Draft.json(Draft.ofShipped().files.get(file));
      ObjectNode question = fact(form);
      String first = question.path("values").path(0).path("value").asText();
      Draft preset = Draft.ofShipped();
      preset.form(file, f -> fact(f).put("defaultValue", first));
      add("an answer given beforehand", file, preset);
      Draft same = Draft.ofShipped();
      String other = question.path("values").path(1).path("label").asText();
      same.form(
          "processes/fr.json",
          texts ->
              texts.put(other, texts.path(question.path("values").path(0).path("label").asText())));
      add("two answers by the same words", file, same);
    }
  }

  /** What each by itself looks right, and is the other way round than on the published route. */
  private void fifthLook() {
    elements(
        "a condition turned round",
        isA("conditionExpression")
            .or(isA("condition"))
            .and(e -> e.getTextContent().matches("\\$\\{\\w+( (==|<) .*)?}")),
        e -> e.setTextContent(turned(e.getTextContent())));
    for (String table : names(".dmn")) {
      inTable(
          "a cell turned round",
          table,
          "inputEntry",
          e -> {
            Element text = children(e, "text").get(0);
            text.setTextContent(
                text.getTextContent().replace('<', '\1').replace('>', '<').replace('\1', '>'));
          });
      exchanged("columns exchanged", table, isA("inputExpression"), Corpus::text);
      exchanged("answers of rules exchanged", table, isA("outputEntry"), Corpus::text);
      texts(
          "the namespace of another kind of file",
          table,
          "http://camunda.org/schema/1.0/dmn\" xmlns",
          "http://camunda.org/schema/1.0/bpmn\" xmlns");
    }
    for (String file : diagrams()) {
      exchanged("times exchanged", file, isA("timeDuration").or(isA("timeDate")), e -> e);
      exchanged("forms exchanged", file, isA("userTask"), e -> attribute(e, "formRef"));
      exchanged("people exchanged", file, isA("userTask"), e -> attribute(e, "candidateGroups"));
      exchanged("settings exchanged", file, isA("property"), e -> e.getAttributeNode("value"));
      Draft plane = Draft.ofShipped();
      plane.xml(
          file, d -> all(d, isA("BPMNPlane")).get(0).setAttribute("bpmnElement", "process_1"));
      add("a drawing of another process", file, plane);
    }
    elements(
        "a name taken away",
        isA("endEvent").or(isA("exclusiveGateway")).and(e -> !e.getAttribute("name").isEmpty()),
        Corpus::unnamed);
    elements("a count for a time", isA("userTask"), e -> camunda(e, "dueDate", "3"));
    elements(
        "the name of a fact for its value",
        isA("in").and(e -> !e.getAttribute("source").isEmpty()),
        e -> {
          e.setAttribute("sourceExpression", e.getAttribute("source"));
          e.removeAttribute("source");
        });
    elements(
        "a condition that always holds",
        isA("conditionExpression").and(e -> e.getTextContent().matches("\\$\\{\\w+ == '\\w+'}")),
        e ->
            e.setTextContent(
                e.getTextContent()
                    .replaceFirst("\\{(\\w+) == ('\\w+')}", "{$1 != $2 || $1 != 'nothing'}")));
    elements(
        "a start that waits for something",
        isA("startEvent")
            .and(e -> e.getParentNode().getLocalName().equals("process"))
            .and(e -> children(e, "messageEventDefinition").isEmpty()),
        Corpus::waitsForAMessage);
    texts(
        "a quorum that is never reached",
        "processes/jury-review.bpmn",
        "name=\"quorum\" value=\"2\"",
        "name=\"quorum\" value=\"5\"");
    texts(
        "no second attempt",
        "processes/facilitator-training.bpmn",
        "name=\"maxAttempts\" value=\"2\"",
        "name=\"maxAttempts\" value=\"1\"");
    elements(
        "a date that is none to calculate with",
        isA("userTask"),
        e -> camunda(e, "dueDate", "${now().plusDays(3)}"));
    elements("ids of two tasks exchanged", isA("userTask"), Corpus::exchangesItsId);
    for (String rule : List.of("rule_security_reserve", "rule_privacy_reserve")) {
      Draft draft = Draft.ofShipped();
      draft.xml("processes/readiness.dmn", document -> first(byId(document, rule)));
      add("a rule put first", rule, draft);
    }
    for (String id :
        List.of("review_idea", "complete_idea", "enrol_participants", "prepare_challenge")) {
      Draft draft = Draft.ofShipped();
      byte[] form = draft.files.remove("forms/%s.form".formatted(id));
      draft.files.put("forms/other_form.form", form);
      draft.form("forms/other_form.form", f -> f.put("id", "other_form"));
      everywhere(draft, "\"%s\"".formatted(id), "\"other_form\"");
      add("a form under another id", id, draft);
    }
    for (String id : List.of("jury_verdict", "eligibility", "readiness")) {
      Draft draft = Draft.ofShipped();
      everywhere(draft, "decisionRef=\"%s\"".formatted(id), "decisionRef=\"other\"");
      everywhere(draft, "decision id=\"%s\"".formatted(id), "decision id=\"other\"");
      everywhere(draft, "dmnElementRef=\"%s\"".formatted(id), "dmnElementRef=\"other\"");
      add("a decision under another id", id, draft);
    }
    firstQuestions(
        "options exchanged",
        question -> question.path("values").size() > 1,
        question -> {
          ObjectNode one = (ObjectNode) question.path("values").path(0);
          ObjectNode other = (ObjectNode) question.path("values").path(1);
          String label = one.path("label").asText();
          one.set("label", other.path("label"));
          other.put("label", label);
        });
    firstQuestions(
        "a number sent as a text",
        question ->
            question.path("type").asText().equals("number")
                && !question.path("serializeToString").asBoolean(),
        question -> question.put("serializeToString", true));
    firstQuestions(
        "a time for a day",
        question -> question.path("type").asText().equals("datetime"),
        question -> question.put("subtype", "time"));
    for (String file : some(names(".form"))) {
      add("one brace for two", file, withText(file, "{idea_title}"));
    }
    for (String value : List.of("P1M", "soon", "14")) {
      Draft draft = Draft.ofShipped();
      draft.form(
          "forms/prepare_challenge.form",
          form ->
              form.findParents("key").stream()
                  .filter(question -> question.path("key").asText().equals("review_time"))
                  .forEach(
                      question ->
                          ((ArrayNode) question.path("values"))
                              .addObject()
                              .put("label", "Another time")
                              .put("value", value)));
      add("an answer of another kind", value, draft);
    }
  }

  /** The same edit at the first such question of several forms. */
  private void firstQuestions(
      String kind, Predicate<ObjectNode> wanted, Consumer<ObjectNode> edit) {
    List<String> files =
        names(".form").stream()
            .filter(
                file ->
                    questions(Draft.json(Draft.ofShipped().files.get(file))).stream()
                        .anyMatch(wanted))
            .toList();
    for (String file : some(files)) {
      Draft draft = Draft.ofShipped();
      draft.form(file, form -> questions(form).stream().filter(wanted).findFirst().ifPresent(edit));
      add(kind, file, draft);
    }
  }

  private static String turned(String condition) {
    return condition.contains("==")
        ? condition.replace("==", "!=")
        : condition.contains("<") ? condition.replace('<', '>') : condition.replace("${", "${!");
  }

  private static Element text(Element cell) {
    return children(cell, "text").get(0);
  }

  private static Attr attribute(Element element, String name) {
    return element.getAttributeNodeNS(Draft.CAMUNDA, name);
  }

  private static void unnamed(Element element) {
    element.removeAttribute("name");
  }

  private static void exchangesItsId(Element task) {
    String id = task.getAttribute("id");
    Element other =
        all(task.getOwnerDocument(), isA("userTask")).stream()
            .filter(e -> !e.getAttribute("id").equals(id))
            .findFirst()
            .orElseThrow();
    String theOthers = other.getAttribute("id");
    rename(task, "task_for_now");
    rename(other, id);
    rename(task, theOthers);
  }

  private static void waitsForAMessage(Element start) {
    Document document = start.getOwnerDocument();
    Element message = document.createElementNS(Draft.BPMN, "bpmn:message");
    message.setAttribute("id", "message_begin");
    message.setAttribute("name", "withdraw_idea");
    document.getDocumentElement().appendChild(message);
    Element waits = document.createElementNS(Draft.BPMN, "bpmn:messageEventDefinition");
    waits.setAttribute("messageRef", "message_begin");
    start.appendChild(waits);
  }

  private static void first(Element rule) {
    Element table = (Element) rule.getParentNode();
    table.insertBefore(rule, children(table, "rule").get(0));
  }

  private static void everywhere(Draft draft, String old, String replacement) {
    draft.files.replaceAll(
        (name, content) ->
            new String(content, StandardCharsets.UTF_8)
                .replace(old, replacement)
                .getBytes(StandardCharsets.UTF_8));
  }

  /** The first two of some places, whose values differ, take each other's. */
  private void exchanged(
      String kind, String file, Predicate<Element> wanted, Function<Element, Node> value) {
    Draft draft = Draft.ofShipped();
    draft.xml(
        file,
        d -> {
          List<Node> values = all(d, wanted).stream().map(value).filter(Objects::nonNull).toList();
          values.stream()
              .filter(other -> !other.getTextContent().equals(values.get(0).getTextContent()))
              .findFirst()
              .ifPresent(
                  other -> {
                    String mine = values.get(0).getTextContent();
                    values.get(0).setTextContent(other.getTextContent());
                    other.setTextContent(mine);
                  });
        });
    if (!draft.text(file).equals(Draft.ofShipped().xml(file, d -> {}).text(file))) {
      add(kind, file, draft);
    }
  }

  /** A process that nobody starts yet. */
  private void unfinished() {
    for (String process : List.of("partnership", "production_handover", "jury_review")) {
      Draft draft = Draft.ofShipped();
      String file = "processes/%s.bpmn".formatted(process.replace('_', '-'));
      draft.files.put("processes/copy.bpmn", draft.files.get(file));
      draft.text("processes/copy.bpmn", "\"%s\"".formatted(process), "\"a_copy\"");
      add("a copy of a process", process, draft);
    }
  }

  private static void without(JsonNode form, String key) {
    for (var components = form.path("components").iterator(); components.hasNext(); ) {
      JsonNode component = components.next();
      if (component.path("key").asText().equals(key)) {
        components.remove();
      } else {
        without(component, key);
      }
    }
  }

  /** Takes a node out and lets the way go on to the next one. */
  private static void bypass(Element node) {
    Element scope = (Element) node.getParentNode();
    String id = node.getAttribute("id");
    List<Element> arrows = children(scope, "sequenceFlow");
    Element on =
        arrows.stream()
            .filter(a -> a.getAttribute("sourceRef").equals(id))
            .findFirst()
            .orElseThrow();
    arrows.stream()
        .filter(a -> a.getAttribute("targetRef").equals(id))
        .forEach(a -> a.setAttribute("targetRef", on.getAttribute("targetRef")));
    remove(on);
    remove(node);
  }

  private static void asksForAnAnswerThatIsNone(ObjectNode form) {
    List<ObjectNode> questions = questions(form);
    ObjectNode last = questions.get(questions.size() - 1);
    questions.stream()
        .filter(question -> question != last)
        .filter(question -> question.path("type").asText().matches("radio|select|checkbox|number"))
        .findFirst()
        .ifPresent(
            question ->
                last.putObject("conditional")
                    .put(
                        "hide",
                        "=%s != \"nobody_says_so\"".formatted(question.path("key").asText())));
  }

  private void add(String kind, String place, Draft draft) {
    edits.add(new Edit(kind, place, draft.files));
  }

  private void texts(String kind, String file, String old, String replacement) {
    add(kind, file, Draft.ofShipped().text(file, old, replacement));
  }

  /** The same edit at several elements of the diagrams. */
  private void elements(String kind, Predicate<Element> wanted, Consumer<Element> edit) {
    List<String[]> there = new ArrayList<>();
    for (String file : diagrams()) {
      List<Element> found = all(Draft.parsed(RouteFiles.shipped().get(file)), wanted);
      for (int number = 0; number < found.size(); number++) {
        there.add(
            new String[] {
              file, String.valueOf(number), found.get(number).getAttribute("id"),
            });
      }
    }
    for (String[] place : some(there)) {
      Draft draft = Draft.ofShipped();
      draft.xml(place[0], d -> edit.accept(all(d, wanted).get(Integer.parseInt(place[1]))));
      add(kind, "%s #%s %s".formatted(place[0], place[1], place[2]), draft);
    }
  }

  private void inTable(String kind, String file, String tag, Consumer<Element> edit) {
    int there = all(Draft.parsed(RouteFiles.shipped().get(file)), isA(tag)).size();
    for (int number = 0; number < Math.min(places, Math.min(4, there)); number++) {
      int at = number;
      Draft draft = Draft.ofShipped();
      draft.xml(file, d -> edit.accept(all(d, isA(tag)).get(at)));
      if (!draft.text(file).equals(Draft.ofShipped().xml(file, d -> {}).text(file))) {
        add(kind, file + " #" + number, draft);
      }
    }
  }

  private void question(
      String kind,
      String file,
      JsonNode form,
      int needed,
      BiConsumer<ObjectNode, ObjectNode> edit) {
    if (questions(form).size() >= needed) {
      Draft draft = Draft.ofShipped();
      draft.form(
          file,
          f -> {
            List<ObjectNode> questions = questions(f);
            edit.accept(questions.get(0), questions.get(questions.size() - 1));
          });
      add(kind, file, draft);
    }
  }

  private <T> List<T> some(List<T> all) {
    List<T> some = new ArrayList<>();
    int step = Math.max(1, all.size() / places);
    for (int at = 0; at < all.size() && some.size() < places; at += step) {
      some.add(all.get(at));
    }
    return some;
  }

  private static List<String> names(String ending) {
    return RouteFiles.shipped().keySet().stream().filter(f -> f.endsWith(ending)).toList();
  }

  private static List<String> diagrams() {
    return names(".bpmn");
  }

  private static Predicate<Element> isA(String tag) {
    return e -> tag.equals(e.getLocalName());
  }

  private static void sameIdAsParent(Element e) {
    e.setAttribute("id", ((Element) e.getParentNode()).getAttribute("id"));
  }

  private static void misspelt(Element e) {
    e.getOwnerDocument().renameNode(e, Draft.BPMN, "bpmn:userTusk");
  }

  private static void retag(Element e, String tag) {
    e.removeAttribute("default");
    e.getOwnerDocument().renameNode(e, Draft.BPMN, "bpmn:" + tag);
  }

  private static boolean leadsToAnEnd(Element arrow) {
    return byId(arrow.getOwnerDocument(), arrow.getAttribute("targetRef"))
        .getLocalName()
        .equals("endEvent");
  }

  private static void rename(Element e, String id) {
    Document document = e.getOwnerDocument();
    String before = e.getAttribute("id");
    for (Element other : all(document, x -> true)) {
      for (String attribute :
          List.of("id", "sourceRef", "targetRef", "attachedToRef", "bpmnElement")) {
        if (other.getAttribute(attribute).equals(before)) {
          other.setAttribute(attribute, id);
        }
      }
    }
  }

  private static Element sibling(Element condition) {
    Element arrow = (Element) condition.getParentNode();
    return all(
            arrow.getOwnerDocument(),
            e ->
                e != arrow
                    && e.getAttribute("sourceRef").equals(arrow.getAttribute("sourceRef"))
                    && !children(e, "conditionExpression").isEmpty())
        .stream()
        .map(e -> children(e, "conditionExpression").get(0))
        .findFirst()
        .orElse(null);
  }

  private static List<Element> leaving(Element node) {
    return all(
        node.getOwnerDocument(), e -> e.getAttribute("sourceRef").equals(node.getAttribute("id")));
  }

  private static Stream<String> conditions(Element gateway) {
    return leaving(gateway).stream()
        .flatMap(arrow -> children(arrow, "conditionExpression").stream())
        .map(Element::getTextContent);
  }

  /** Whether all its conditions compare one and the same fact with a text. */
  private static boolean asksText(Element gateway) {
    return conditions(gateway)
            .map(c -> c.replaceAll("'\\w+'", "''"))
            .distinct()
            .filter(c -> c.matches("\\$\\{\\w+ == ''}"))
            .count()
        == 1;
  }

  private static String fact(Element gateway) {
    return conditions(gateway)
        .map(condition -> condition.replaceAll("\\W*(\\w+).*", "$1"))
        .findFirst()
        .orElseThrow();
  }

  private static void conditionForDefault(Element gateway) {
    Document document = gateway.getOwnerDocument();
    Element otherwise = byId(document, gateway.getAttribute("default"));
    Element condition = document.createElementNS(Draft.BPMN, "bpmn:conditionExpression");
    condition.setTextContent("${%s == 'nothing of the kind'}".formatted(fact(gateway)));
    otherwise.appendChild(condition);
    gateway.removeAttribute("default");
  }

  private static boolean isUsed(Element property) {
    String name = property.getAttribute("name");
    return all(
            property.getOwnerDocument(),
            e ->
                children(e, "text").isEmpty()
                    && e.getChildNodes().getLength() == 1
                    && e.getTextContent().contains("${" + name + "}"))
        .stream()
        .findAny()
        .isPresent();
  }

  private static boolean isAskedAfter(Element task) {
    Element arrow =
        children(task, "outgoing").isEmpty()
            ? null
            : byId(task.getOwnerDocument(), children(task, "outgoing").get(0).getTextContent());
    if (arrow == null) {
      return false;
    }
    Element next = byId(task.getOwnerDocument(), arrow.getAttribute("targetRef"));
    JsonNode form =
        RouteFiles.shipped().entrySet().stream()
            .filter(f -> f.getKey().endsWith("/" + camunda(task, "formRef") + ".form"))
            .map(f -> Draft.json(f.getValue()))
            .findFirst()
            .orElse(null);
    return form != null
        && fact(form) != null
        && next.getLocalName().equals("exclusiveGateway")
        && children(next, "outgoing").size() > 1
        && asksText(next)
        && fact(next).equals(fact(form).path("key").asText())
        && ((Element) task.getParentNode()).getLocalName().equals("process");
  }

  private static void removeArrow(Element arrow) {
    Document document = arrow.getOwnerDocument();
    String id = arrow.getAttribute("id");
    all(document, e -> e.getLocalName().matches("incoming|outgoing"))
        .forEach(
            e -> {
              if (e.getTextContent().equals(id)) {
                remove(e);
              }
            });
    all(document, e -> e.getAttribute("default").equals(id))
        .forEach(e -> e.removeAttribute("default"));
    remove(drawn(document, id));
    remove(arrow);
  }

  private static void removeNode(Element node) {
    Document document = node.getOwnerDocument();
    String id = node.getAttribute("id");
    all(
            document,
            e -> e.getAttribute("sourceRef").equals(id) || e.getAttribute("targetRef").equals(id))
        .forEach(Corpus::removeArrow);
    remove(drawn(document, id));
    remove(node);
  }

  private static void instead(Element step, String attribute, String value) {
    camunda(step, "delegateExpression", null);
    camunda(step, attribute, value);
  }

  private static void script(Element step) {
    Document document = step.getOwnerDocument();
    camunda(step, "delegateExpression", null);
    Element renamed = (Element) document.renameNode(step, Draft.BPMN, "bpmn:scriptTask");
    renamed.setAttribute("scriptFormat", "javascript");
    Element script = document.createElementNS(Draft.BPMN, "bpmn:script");
    script.setTextContent("1 + 1");
    renamed.appendChild(script);
  }

  private static Element extensions(Element e) {
    if (!children(e, "extensionElements").isEmpty()) {
      return children(e, "extensionElements").get(0);
    }
    Element extensions = e.getOwnerDocument().createElementNS(Draft.BPMN, "bpmn:extensionElements");
    e.insertBefore(extensions, e.getFirstChild());
    return extensions;
  }

  private static void listener(Element e, String kind, String event) {
    Element listener = e.getOwnerDocument().createElementNS(Draft.CAMUNDA, "camunda:" + kind);
    listener.setAttribute("event", event);
    listener.setAttribute("expression", "${1 + 1}");
    extensions(e).appendChild(listener);
  }

  private static void connector(Element e) {
    camunda(e, "delegateExpression", null);
    Document document = e.getOwnerDocument();
    Element connector = document.createElementNS(Draft.CAMUNDA, "camunda:connector");
    Element id = document.createElementNS(Draft.CAMUNDA, "camunda:connectorId");
    id.setTextContent("http-connector");
    connector.appendChild(id);
    extensions(e).appendChild(connector);
  }

  private static void misspellText(Element e) {
    Element text = children(e, "text").get(0);
    text.setTextContent(text.getTextContent().strip() + "s");
  }

  private static void otherType(Element e) {
    e.setAttribute("typeRef", e.getAttribute("typeRef").equals("string") ? "integer" : "string");
  }

  private static void takesEverything(Element rule) {
    children(rule, "inputEntry")
        .forEach(entry -> children(entry, "text").forEach(text -> text.setTextContent("")));
  }

  private static List<ObjectNode> questions(JsonNode form) {
    List<ObjectNode> questions = new ArrayList<>();
    for (JsonNode component : form.path("components")) {
      if (component.hasNonNull("key") && !component.path("type").asText().equals("group")) {
        questions.add((ObjectNode) component);
      }
      questions.addAll(questions(component));
    }
    return questions;
  }

  /** The first question of a form whose answer becomes a fact. */
  private static ObjectNode fact(JsonNode form) {
    return questions(form).stream()
        .filter(q -> q.path("properties").path("fact").asText().equals("true"))
        .findFirst()
        .orElse(null);
  }

  private static boolean isInACondition(String fact) {
    return diagrams().stream()
        .map(f -> new String(RouteFiles.shipped().get(f), StandardCharsets.UTF_8))
        .anyMatch(text -> text.contains("${" + fact + " =="));
  }

  private static boolean isCompared(String fact, String value) {
    return diagrams().stream()
        .map(f -> new String(RouteFiles.shipped().get(f), StandardCharsets.UTF_8))
        .anyMatch(text -> text.contains("${%s == '%s'}".formatted(fact, value)));
  }

  private static boolean maySplit(Element arrow) {
    Document document = arrow.getOwnerDocument();
    Element from = byId(document, arrow.getAttribute("sourceRef"));
    Element to = byId(document, arrow.getAttribute("targetRef"));
    return !from.getLocalName().equals("eventBasedGateway")
        && children(arrow, "conditionExpression").isEmpty()
        && !to.getLocalName().equals("intermediateCatchEvent");
  }

  /** A task with a known form on the way of an arrow. */
  private static void taskBetween(Element arrow) {
    Document document = arrow.getOwnerDocument();
    Element to = byId(document, arrow.getAttribute("targetRef"));
    Element task = known(document, "task_look_again", "Look at it again", to);
    children(to, "incoming").stream()
        .filter(e -> e.getTextContent().equals(arrow.getAttribute("id")))
        .forEach(Draft::remove);
    arrow.setAttribute("targetRef", "task_look_again");
    Element incoming = document.createElementNS(Draft.BPMN, "bpmn:incoming");
    incoming.setTextContent(arrow.getAttribute("id"));
    task.appendChild(incoming);
    Element line = drawn(document, arrow.getAttribute("id"));
    List<Element> points = children(line, "waypoint");
    Element bounds = children(drawn(document, "task_look_again"), "Bounds").get(0);
    points.get(points.size() - 1).setAttribute("x", bounds.getAttribute("x"));
    points.get(points.size() - 1).setAttribute("y", bounds.getAttribute("y"));
    Draft.arrow(document, "flow_look_again", task, to, null);
  }

  private static Element known(Document document, String id, String name, Element beside) {
    Element task = Draft.node(document, "userTask", id, name, beside);
    camunda(task, "formRef", "measure_impact");
    camunda(task, "formRefBinding", "deployment");
    camunda(task, "candidateGroups", "facilitators");
    return task;
  }

  /** A way of its own for an answer that was left to the default way. */
  private static void branch(Element gateway) {
    Document document = gateway.getOwnerDocument();
    Element task = known(document, "task_branch", "Think about it", gateway);
    Element end = Draft.node(document, "endEvent", "end_branch", "Thought about", gateway);
    Draft.arrow(document, "flow_branch", gateway, task, "${%s == null}".formatted(fact(gateway)));
    Draft.arrow(document, "flow_branch_end", task, end, null);
  }

  private static void deadline(Element task) {
    Document document = task.getOwnerDocument();
    Element event = Draft.node(document, "boundaryEvent", "event_late", "Late", task);
    event.setAttribute("attachedToRef", task.getAttribute("id"));
    event.setAttribute("cancelActivity", "false");
    Element end = Draft.node(document, "endEvent", "end_late", "Noted", task);
    Draft.arrow(document, "flow_late", event, end, null);
    Element timer = document.createElementNS(Draft.BPMN, "bpmn:timerEventDefinition");
    timer.setAttribute("id", "timer_late");
    Element duration = document.createElementNS(Draft.BPMN, "bpmn:timeDuration");
    duration.setTextContent("P3D");
    timer.appendChild(duration);
    event.appendChild(timer);
  }
}
