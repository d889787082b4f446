package fr.fabrique.engine.check;

import static fr.fabrique.engine.check.Slip.FORM;
import static fr.fabrique.engine.check.Slip.JURY;
import static fr.fabrique.engine.check.Slip.ROUTE;
import static fr.fabrique.engine.check.Slip.TABLE;
import static org.assertj.core.api.Assertions.assertThat;

import fr.fabrique.RouteFolder;
import fr.fabrique.engine.Catalogues;
import fr.fabrique.engine.StepCatalogue;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A route that would fail later, in front of somebody, is found before it is in force. */
class RouteCheckTest {

  private static final StepCatalogue CATALOGUE = Catalogues.ofTheProduct();
  private static final RouteCheck CHECK = new RouteCheck(CATALOGUE);

  private final SortedMap<String, byte[]> files = shipped();

  static List<Slip> slips() {
    return Slip.all();
  }

  @Test
  void the_shipped_route_is_in_order() {
    assertThat(CHECK.wholeRoute(files)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("slips")
  void a_slip_is_found_and_named(Slip slip) {
    edit(slip.file(), slip.old(), slip.text());
    List<Finding> findings = CHECK.wholeRoute(files);
    assertThat(findings)
        .as(slip.title())
        .anySatisfy(
            finding -> {
              assertThat(finding.sentence().toString()).contains(slip.said());
              assertThat(finding.element()).contains(slip.element());
            });
    assertThat(findings)
        .allSatisfy(
            finding -> {
              assertThat(finding.sentence().toString()).startsWith(finding.file());
              assertThat(List.of(finding.rule(), finding.message(), finding.remedy()))
                  .noneMatch(said -> said.toString().isBlank());
            });
  }

  @Test
  void a_form_that_is_gone_is_missed_by_its_task() {
    files.remove("forms/deliberate.form");
    assertThat(CHECK.wholeRoute(files))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.file()).isEqualTo(JURY);
              assertThat(finding.element()).isEqualTo("task_deliberate");
              assertThat(finding.label()).isEqualTo("Deliberate");
            });
  }

  @Test
  void an_empty_form_is_found() {
    files.put(FORM, "{\"id\":\"review_idea\",\"components\":[]}".getBytes(StandardCharsets.UTF_8));
    assertThat(CHECK.wholeRoute(files))
        .anyMatch(f -> f.message().toString().equals("The form is empty."));
    files.put(FORM, new byte[0]);
    assertThat(CHECK.wholeRoute(files))
        .anyMatch(f -> f.message().toString().contains("cannot be read"));
  }

  @Test
  void a_diagram_that_is_gone_is_missed_by_those_who_call_or_start_it() {
    files.remove("processes/partnership.bpmn");
    files.remove(JURY);
    assertThat(CHECK.wholeRoute(files))
        .extracting(finding -> finding.message().toString())
        .anyMatch(message -> message.contains("starts the process “partnership”"))
        .anyMatch(message -> message.contains("draws the process “jury_review”"));
  }

  @Test
  void a_file_that_cannot_be_read_is_told_once_and_not_again_by_those_who_miss_it() {
    for (String file : List.of(ROUTE, JURY, TABLE, FORM, "forms/screen_idea.form")) {
      SortedMap<String, byte[]> broken = shipped();
      broken.put(file, "half".getBytes(StandardCharsets.UTF_8));
      assertThat(CHECK.wholeRoute(broken))
          .singleElement()
          .satisfies(finding -> assertThat(finding.file()).isEqualTo(file));
    }
  }

  @Test
  void what_a_rule_says_plainly_is_not_said_again_in_the_words_of_the_engine() {
    edit(
        ROUTE,
        "<bpmn:userTask id=\"task_screen_idea\"",
        "<bpmn:scriptTask id=\"x\" scriptFormat=\"groovy\"><bpmn:script>1</bpmn:script>"
            + "</bpmn:scriptTask><bpmn:userTask id=\"task_screen_idea\"");
    assertThat(CHECK.wholeRoute(files))
        .anySatisfy(finding -> assertThat(finding.message()).hasToString("Scripts are not run."))
        .extracting(Finding::rule)
        .doesNotContain(Rule.ENGINE_READS);
  }

  @Test
  void what_no_rule_says_the_engine_says_and_names_the_element() {
    edit(
        ROUTE,
        "<camunda:out source=\"verdict\" target=\"verdict\" />",
        "<camunda:out source=\"verdict\" />");
    assertThat(CHECK.wholeRoute(files))
        .anySatisfy(
            finding -> {
              assertThat(finding.rule()).isEqualTo(Rule.ENGINE_READS);
              assertThat(finding.element()).isEqualTo("call_jury_review");
            });
  }

  @Test
  void a_lost_step_is_told_and_not_every_fact_it_would_have_left() {
    edit(ROUTE, "${gatherFacts}", "${gatherFactz}");
    assertThat(CHECK.wholeRoute(files)).singleElement();
  }

  @Test
  void everything_is_told_at_once() {
    edit(ROUTE, "${gatherFacts}", "${gatherFactz}");
    edit(TABLE, "<text>&lt; 5</text>", "<text>&lt; &lt; 5</text>");
    edit(FORM, "\"type\": \"checkbox\"", "\"type\": \"filepicker\"");
    assertThat(CHECK.wholeRoute(files)).extracting(Finding::file).contains(ROUTE, TABLE, FORM);
  }

  @Test
  void an_error_is_caught_around_where_it_is_thrown_and_nowhere_else() {
    String file = "processes/incubation.bpmn";
    edit(
        file,
        "<bpmn:incoming>flow_no_time_no_time</bpmn:incoming>",
        "<bpmn:incoming>flow_no_time_no_time</bpmn:incoming><bpmn:errorEventDefinition"
            + " errorRef=\"error_no_time\" />");
    edit(
        file,
        "</bpmn:process>",
        "<bpmn:boundaryEvent id=\"caught\" attachedToRef=\"task_free_time\"><bpmn:outgoing>flow_caught"
            + "</bpmn:outgoing><bpmn:errorEventDefinition errorRef=\"error_no_time\" />"
            + "</bpmn:boundaryEvent><bpmn:sequenceFlow id=\"flow_caught\" sourceRef=\"caught\""
            + " targetRef=\"gateway_before_team\" /></bpmn:process>"
            + "<bpmn:error id=\"error_no_time\" name=\"No time\" errorCode=\"no_time\" />");
    assertThat(unheard()).containsExactly("end_no_time");

    edit(
        ROUTE,
        "</bpmn:process>",
        "<bpmn:boundaryEvent id=\"caught_above\" attachedToRef=\"call_incubation\"><bpmn:outgoing>"
            + "flow_above</bpmn:outgoing><bpmn:errorEventDefinition errorRef=\"error_no_time\" />"
            + "</bpmn:boundaryEvent><bpmn:sequenceFlow id=\"flow_above\" sourceRef=\"caught_above\""
            + " targetRef=\"gateway_before_screening\" /></bpmn:process>"
            + "<bpmn:error id=\"error_no_time\" name=\"No time\" errorCode=\"no_time\" />");
    assertThat(unheard()).isEmpty();
  }

  private List<String> unheard() {
    return CHECK.wholeRoute(files).stream()
        .filter(finding -> finding.rule() == Rule.SIGNAL_HEARD)
        .map(Finding::element)
        .toList();
  }

  @Test
  void a_copy_of_a_personal_form_is_guarded_as_it_is() {
    files.put(
        "forms/copy.form",
        new String(files.get(FORM), StandardCharsets.UTF_8)
            .replace("\"id\": \"review_idea\"", "\"id\": \"copy\"")
            .getBytes(StandardCharsets.UTF_8));
    edit(JURY, "formRef=\"review_idea\"", "formRef=\"copy\"");
    assertThat(personal()).isEmpty();

    edit(JURY, "assignee=\"${juror}\"", "assignee=\"${author}\"");
    assertThat(personal()).contains("task_review_idea");
  }

  private List<String> personal() {
    return CHECK.wholeRoute(files).stream()
        .filter(finding -> finding.rule() == Rule.FORM_PERSONAL)
        .map(Finding::element)
        .toList();
  }

  @Test
  void an_id_stands_once() {
    files.put("processes/copy.bpmn", files.get(JURY));
    files.put("processes/copy.dmn", files.get(TABLE));
    files.put("forms/copy.form", files.get(FORM));
    assertThat(CHECK.wholeRoute(files))
        .filteredOn(finding -> finding.rule() == Rule.ID_ONCE)
        .hasSize(3);
  }

  @Test
  void a_file_that_is_no_part_of_a_route_is_refused() {
    files.put("processes/case.cmmn", new byte[0]);
    assertThat(CHECK.wholeRoute(files))
        .singleElement()
        .satisfies(finding -> assertThat(finding.file()).isEqualTo("processes/case.cmmn"));
  }

  private void edit(String file, String old, String text) {
    String before = new String(files.get(file), StandardCharsets.UTF_8);
    assertThat(before).contains(old);
    files.put(file, before.replace(old, text).getBytes(StandardCharsets.UTF_8));
  }

  private static SortedMap<String, byte[]> shipped() {
    SortedMap<String, byte[]> files = new TreeMap<>();
    Stream.of(RouteFolder.diagrams(), RouteFolder.decisions(), RouteFolder.forms())
        .flatMap(List::stream)
        .forEach(file -> put(files, file));
    put(files, RouteFolder.PROCESSES.resolve("fr.json"));
    return files;
  }

  private static void put(SortedMap<String, byte[]> files, Path file) {
    files.put(file.toString().replace('\\', '/'), RouteFolder.bytes(file));
  }
}
