package fr.fabrique.change.difference;

import static fr.fabrique.change.difference.Difference.Kind.ADDED;
import static fr.fabrique.change.difference.Difference.Kind.CHANGED;
import static fr.fabrique.change.difference.Difference.Kind.MOVED;
import static fr.fabrique.change.difference.Difference.Kind.REDRAWN;
import static fr.fabrique.change.difference.Difference.Kind.REMOVED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fr.fabrique.change.Draft;
import fr.fabrique.change.difference.Difference.Detail;
import fr.fabrique.engine.check.RouteFiles;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.io.ClassPathResource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class DifferencesTest {

  private static final String ROUTE = "processes/idea-route.bpmn";
  private static final String REVIEW = "processes/jury-review.bpmn";
  private static final String VERDICT = "processes/jury-verdict.dmn";
  private static final String FORM = "forms/offer_help.form";

  private final Draft draft = Draft.ofShipped();

  @Test
  void a_route_does_not_differ_from_itself() {
    assertThat(found()).isEmpty();
  }

  @Test
  void what_a_tool_writes_otherwise_and_means_the_same_is_no_difference() {
    RouteFiles.shipped()
        .keySet()
        .forEach(
            name -> {
              if (name.endsWith(".form")) {
                draft.form(name, form -> form.set("components", form.remove("components")));
              } else if (!name.endsWith(".json")) {
                draft.xml(name, document -> {});
              }
            });

    assertThat(draft.files.get(ROUTE)).isNotEqualTo(RouteFiles.shipped().get(ROUTE));
    assertThat(found()).isEmpty();
  }

  @Test
  void a_file_that_is_new_or_gone_is_one_difference() {
    draft.files.put("forms/new.form", draft.files.remove(FORM));

    assertThat(found())
        .extracting(Difference::file, Difference::kind, Difference::what)
        .containsExactly(tuple("forms/new.form", ADDED, "file"), tuple(FORM, REMOVED, "file"));
  }

  @Test
  void a_text_of_the_catalogue_is_known_by_its_source() {
    draft.form("processes/fr.json", texts -> texts.put("12 months in use", "Un an"));

    assertThat(only().label()).isEqualTo("12 months in use");
    assertThat(only().details())
        .containsExactly(new Detail("translation", "", "12 mois d’utilisation", "Un an"));
  }

  /** All that stands in the shipped files can be told in words, in either language. */
  @ParameterizedTest
  @ValueSource(strings = {"messages.properties", "messages_fr.properties"})
  void what_is_said_of_something_has_a_name_for_people(String messages) throws IOException {
    java.util.Properties words = new java.util.Properties();
    words.load(new ClassPathResource(messages).getInputStream());

    assertThat(
            RouteFiles.shipped().entrySet().stream()
                .flatMap(file -> Items.of(file.getKey(), file.getValue()).values().stream())
                .flatMap(
                    item ->
                        Stream.concat(
                            Stream.of("change.what." + item.what()),
                            item.properties().keySet().stream()
                                .map(property -> "change.property." + property.name()))))
        .isNotEmpty()
        .allSatisfy(key -> assertThat(words).containsKey(key));
  }

  @Nested
  class Diagrams {

    @Test
    void what_is_said_of_a_task_is_told_from_and_to() {
      draft.element(
          ROUTE,
          "task_screen_idea",
          task -> {
            task.setAttribute("name", "Look at the idea");
            Draft.camunda(task, "candidateGroups", "facilitators");
            Draft.camunda(task, "dueDate", null);
          });

      assertThat(only().kind()).isEqualTo(CHANGED);
      assertThat(only().what()).isEqualTo("userTask");
      assertThat(only().label()).isEqualTo("Look at the idea");
      assertThat(only().details())
          .containsExactlyInAnyOrder(
              new Detail("name", "", "Screen the idea", "Look at the idea"),
              new Detail("candidateGroups", "", "animators", "facilitators"),
              new Detail("dueDate", "", "${taskTime}", ""));
    }

    @Test
    void the_time_of_a_timer_is_told_at_its_event() {
      draft.text(ROUTE, "${inUseSince}/${secondImpactTime}", "${inUseSince}/P5M");

      assertThat(only().element()).isEqualTo("event_second_impact");
      assertThat(only().details())
          .containsExactly(
              new Detail(
                  "timeDuration", "", "${inUseSince}/${secondImpactTime}", "${inUseSince}/P5M"));
    }

    @Test
    void a_default_of_the_process_is_told_by_its_name() {
      draft.xml(
          REVIEW,
          document ->
              Draft.all(document, e -> e.getAttribute("name").equals("quorum"))
                  .get(0)
                  .setAttribute("value", "7"));

      assertThat(only().what()).isEqualTo("process");
      assertThat(only().details())
          .singleElement()
          .isEqualTo(new Detail("property", "quorum", "2", "7"));
    }

    @Test
    void a_task_added_between_two_others_is_the_task_and_its_arrows() {
      draft.xml(ROUTE, DifferencesTest::secondLook);

      assertThat(found())
          .extracting(Difference::kind, Difference::what, Difference::label)
          .containsExactlyInAnyOrder(
              tuple(ADDED, "userTask", "Look twice"),
              tuple(ADDED, "sequenceFlow", "Look twice → What next?"),
              tuple(CHANGED, "sequenceFlow", "Screen the idea → Look twice"));
    }

    @Test
    void what_was_removed_is_called_as_it_was() {
      draft.element(ROUTE, "flow_screened_merge_idea", Draft::remove);

      assertThat(found())
          .extracting(Difference::kind, Difference::element)
          .contains(tuple(REMOVED, "flow_screened_merge_idea"));
    }

    @Test
    void a_symbol_pushed_aside_is_drawn_elsewhere_and_nothing_else() {
      draft.xml(
          ROUTE,
          document ->
              Draft.children(Draft.drawn(document, "task_screen_idea"), "Bounds")
                  .get(0)
                  .setAttribute("x", "17"));

      assertThat(only().kind()).isEqualTo(REDRAWN);
      assertThat(only().isLayoutOnly()).isTrue();
      assertThat(only().label()).isEqualTo("Screen the idea");
    }

    @Test
    void another_kind_of_symbol_under_the_same_id_is_told() {
      draft.xml(
          ROUTE,
          document ->
              document.renameNode(
                  Draft.byId(document, "gateway_screened"), Draft.BPMN, "bpmn:inclusiveGateway"));

      assertThat(found())
          .anySatisfy(
              d ->
                  assertThat(d.details())
                      .contains(new Detail("kind", "", "exclusiveGateway", "inclusiveGateway")));
    }
  }

  @Nested
  class Tables {

    @Test
    void a_cell_is_told_by_its_column() {
      draft.xml(
          VERDICT,
          document ->
              Draft.children(Draft.byId(document, "when_no_quorum_reviews"), "text")
                  .get(0)
                  .setTextContent("< 2"));

      assertThat(only().what()).isEqualTo("rule");
      assertThat(only().label()).startsWith("Fewer reviews than the quorum");
      assertThat(only().details())
          .containsExactly(new Detail("column", "Reviews received", "< quorum", "< 2"));
    }

    @Test
    void of_two_rules_changed_over_one_was_moved() {
      draft.xml(
          VERDICT,
          document -> {
            List<Element> rules = Draft.all(document, e -> e.getLocalName().equals("rule"));
            rules.get(0).getParentNode().insertBefore(rules.get(1), rules.get(0));
          });

      assertThat(only().kind()).isEqualTo(MOVED);
      assertThat(only().what()).isEqualTo("rule");
    }
  }

  @Nested
  class Forms {

    @Test
    void a_question_is_told_by_its_label_and_an_option_by_its_value() {
      draft.form(
          "forms/screen_idea.form",
          form -> {
            ObjectNode question = question(form);
            question.put("label", "And now?");
            ((ObjectNode) question.at("/values/0")).put("label", "On we go");
          });

      assertThat(only().label()).isEqualTo("And now?");
      assertThat(only().details())
          .extracting(Detail::property, Detail::of, Detail::to)
          .containsExactly(tuple("label", "", "And now?"), tuple("option", "to_jury", "On we go"));
    }

    @Test
    void a_question_put_first_was_moved() {
      draft.form(
          FORM,
          form -> {
            ArrayNode components = (ArrayNode) form.path("components");
            components.insert(0, components.remove(components.size() - 1));
          });

      assertThat(only().kind()).isEqualTo(MOVED);
    }

    private ObjectNode question(ObjectNode form) {
      return (ObjectNode)
          form.findParents("values").stream().map(ObjectNode.class::cast).findFirst().orElseThrow();
    }
  }

  /** A task between the screening and the gateway after it. */
  private static void secondLook(Document document) {
    Element screen = Draft.byId(document, "task_screen_idea");
    Element look = Draft.node(document, "userTask", "task_look_twice", "Look twice", screen);
    Draft.byId(document, "flow_screen_idea_screened").setAttribute("targetRef", "task_look_twice");
    Draft.arrow(document, "flow_look_twice", look, Draft.byId(document, "gateway_screened"), null);
  }

  private List<Difference> found() {
    return Differences.between(RouteFiles.shipped(), draft.files);
  }

  private Difference only() {
    assertThat(found()).hasSize(1);
    return found().get(0);
  }
}
