package fr.fabrique.engine.check;

import java.util.ArrayList;
import java.util.List;

/**
 * A slip of the hand in one file of the shipped route.
 *
 * @param title what was done
 * @param file the file
 * @param old what stood there
 * @param text what stands there now
 * @param element the element that the check must name, empty where it is the file
 * @param said what the check must say
 */
record Slip(String title, String file, String old, String text, String element, String said) {

  static final String ROUTE = "processes/idea-route.bpmn";
  static final String JURY = "processes/jury-review.bpmn";
  static final String TABLE = "processes/eligibility.dmn";
  static final String FORM = "forms/review_idea.form";

  private static final String PANEL_CONDITION = ">${panelComplete}<";

  static List<Slip> all() {
    List<Slip> slips = new ArrayList<>();
    inWhatIsNamed(slips);
    inFacts(slips);
    onTheWay(slips);
    inTables(slips);
    inForms(slips);
    return slips;
  }

  private static void inWhatIsNamed(List<Slip> slips) {
    add(slips, "unknown step", ROUTE, "${gatherFacts}", "${gatherFactz}")
        .at("step_gather_facts", "“${gatherFactz}” names no step");
    add(
            slips,
            "a task that says nothing",
            ROUTE,
            "camunda:delegateExpression=\"${gatherFacts}\"",
            "")
        .at("step_gather_facts", "nothing of what is to be done");
    add(slips, "unknown form", ROUTE, "formRef=\"screen_idea\"", "formRef=\"screen_ideas\"")
        .at("task_screen_idea", "No usable form has the id “screen_ideas”");
    add(slips, "unknown decision", ROUTE, "decisionRef=\"eligibility\"", "decisionRef=\"el\"")
        .at("rule_eligibility", "No decision table has the id “el”");
    add(slips, "unknown process", ROUTE, "calledElement=\"jury_review\"", "calledElement=\"j\"")
        .at("call_jury_review", "draws the process “j”");
    add(slips, "message gone", ROUTE, "message id=\"message_withdraw_idea\"", "message id=\"left\"")
        .at("", "“message_withdraw_idea” is not in the diagram");
    add(slips, "another process id", ROUTE, "\"idea_route\"", "\"ideas_route\"")
        .at("", "starts the process “idea_route”");
    add(
            slips,
            "a script",
            JURY,
            "<camunda:inputOutput>",
            "<camunda:executionListener event=\"start\"><camunda:script scriptFormat=\"juel\">${1}"
                + "</camunda:script></camunda:executionListener><camunda:inputOutput>")
        .at("sub_seat", "Scripts are not run");
  }

  private static void inFacts(List<Slip> slips) {
    add(slips, "fact of a condition", ROUTE, "{eligibility == 'eligible'}", "{eligible == 'x'}")
        .at("flow_eligible_before_screening", "the fact “eligible”, which nothing writes");
    add(slips, "fact of an assignee", JURY, "assignee=\"${juror}\"", "assignee=\"${jurror}\"")
        .at("task_review_idea", "“jurror”");
    add(slips, "fact of a timer", JURY, "${reminderTime}</", "${reminderTimes}</")
        .at("event_remind", "“reminderTimes”");
    add(slips, "fact of a form", "forms/screen_idea.form", "\"fact\": \"true\"", "\"fact\": \"no\"")
        .at("flow_screened_before_review", "“screening”, which nothing writes");
    add(
            slips,
            "fact of a step",
            JURY,
            "<camunda:property name=\"maxSubstitutes\" value=\"2\" />",
            "")
        .at("step_seat_juror", "needs the fact “maxSubstitutes”");
    add(slips, "step for a fact", JURY, PANEL_CONDITION, ">${formPanel}<")
        .at("flow_panel_seat", "asks the step “formPanel”");
    add(slips, "call of a fact", JURY, PANEL_CONDITION, ">${panelComplete.booleanValue()}<")
        .at("flow_panel_seat", "facts only");
    add(slips, "half an expression", JURY, PANEL_CONDITION, ">${panelComplete ==}<")
        .at("flow_panel_seat", "cannot be read");
    add(slips, "a condition that is none", JURY, PANEL_CONDITION, ">panelComplete<")
        .at("flow_panel_seat", "is no expression");
    add(slips, "unknown result", ROUTE, "out source=\"verdict\"", "out source=\"verdikt\"")
        .at("call_jury_review", "“verdikt”");
    add(slips, "no time", JURY, "\"reviewTime\" value=\"P14D\"", "\"reviewTime\" value=\"14 days\"")
        .at("event_silent", "“14 days”, which is no duration");
  }

  private static void onTheWay(List<Slip> slips) {
    add(slips, "not executable", JURY, "isExecutable=\"true\"", "isExecutable=\"false\"")
        .at("jury_review", "not marked as executable");
    for (String time : List.of("", "camunda:historyTimeToLive=\"a while\"")) {
      add(slips, "no time to keep: " + time, JURY, "camunda:historyTimeToLive=\"P1095D\"", time)
          .at("jury_review", "how long what happened is kept");
    }
    add(
            slips,
            "nobody comes there",
            JURY,
            "sourceRef=\"gateway_agreed\" targetRef=\"task_deliberate\"",
            "sourceRef=\"gateway_agreed\" targetRef=\"gateway_before_record\"")
        .at("task_deliberate", "No way leads here");
    add(
            slips,
            "a gateway without ways on",
            JURY,
            "<bpmn:sequenceFlow id=\"flow_before_panel_form_panel\""
                + " sourceRef=\"gateway_before_panel\" targetRef=\"step_form_panel\" />",
            "")
        .at("gateway_before_panel", "All its ways on are gone");
    add(
            slips,
            "a way without a condition",
            JURY,
            "<bpmn:conditionExpression xsi:type=\"bpmn:tFormalExpression\">${panelComplete}"
                + "</bpmn:conditionExpression>",
            "")
        .at("flow_panel_seat", "Nothing says when");
    add(slips, "half a diagram", JURY, "</bpmn:process>", "").at("", "not well-formed XML (line ");
  }

  private static void inTables(List<Slip> slips) {
    add(slips, "unreadable cell", TABLE, "<text>&lt; 5</text>", "<text>&lt; &lt; 5</text>")
        .at("when_short_title_titleLength", "cannot be read");
    add(slips, "result without quotes", TABLE, "<text>\"eligible\"</text>", "<text>yes</text>")
        .at("then_eligible", "“yes”, which nothing writes. Correct the name; if it is a text");
    add(slips, "unreadable result", TABLE, "<text>\"eligible\"</text>", "<text>\"el</text>")
        .at("then_eligible", "cannot be read");
    add(slips, "unknown column", TABLE, "<text>titleLength</text>", "<text>titelLength</text>")
        .at("expression_titleLength", "“titelLength”");
    add(slips, "empty column", TABLE, "<text>titleLength</text>", "<text></text>")
        .at("expression_titleLength", "asks for nothing");
    add(
            slips,
            "cell in another language",
            TABLE,
            "<inputEntry id=\"when_closed_challengeOpen\">",
            "<inputEntry id=\"when_closed_challengeOpen\" expressionLanguage=\"juel\">")
        .at("when_closed_challengeOpen", "“juel”");
    add(
            slips,
            "table in another language",
            TABLE,
            "id=\"definitions_eligibility\"",
            "id=\"definitions_eligibility\" expressionLanguage=\"javascript\"")
        .at("definitions_eligibility", "“javascript”");
    add(slips, "texts that are none", "processes/fr.json", "{", "[").at("", "no flat JSON object");
  }

  private static void inForms(List<Slip> slips) {
    add(slips, "no id", FORM, "\"id\": \"review_idea\",", "").at("", "The form has no id");
    add(slips, "half a form", FORM, "\"schemaVersion\": 16\n}", "").at("", "cannot be read");
    add(slips, "pattern", FORM, "\"maxLength\": 4000", "\"pattern\": \"([\"")
        .at("recusal_reason", "pattern “([” cannot be read");
    add(slips, "condition", FORM, "=recusal != \\\"delegate", "=recusal != != \\\"delegate")
        .at("delegate_to", "cannot be read");
    add(slips, "placeholder", FORM, "{{idea_title}}", "{{idea_title +}}")
        .at("show_title", "cannot be read");
    for (String kind : List.of("filepicker", "dynamiclist", "expression", "button", "nonsense")) {
      add(slips, kind, FORM, "\"type\": \"checkbox\"", "\"type\": \"%s\"".formatted(kind))
          .at("showstopper", "“%s”".formatted(kind));
    }
    add(
            slips,
            "a page inside",
            FORM,
            "\"type\": \"text\",\n          \"id\": \"show_title\",",
            "\"type\": \"iframe\", \"url\": \"/camunda\", \"id\": \"show_title\",")
        .at("show_title", "https://");
    add(slips, "no key", FORM, "\"key\": \"advice\",", "").at("advice", "no usable key");
    add(slips, "a key twice", FORM, "\"key\": \"advice\",", "\"key\": \"recusal\",")
        .at("recusal", "Another question has the key");
    add(slips, "only to read", FORM, "\"key\": \"advice\",", "\"key\": \"a\", \"readonly\": true,")
        .at("a", "nobody can answer");
    add(slips, "no number", FORM, "\"maxLength\": 10000", "\"maxLength\": \"many\"")
        .at("valued", "“many”");
    add(slips, "no choice", FORM, "\"values\": [", "\"valuesExpression\": \"=x\", \"was\": [")
        .at("advice", "nothing to choose from");
  }

  private static Unsaid add(List<Slip> slips, String title, String file, String old, String text) {
    return (element, said) -> slips.add(new Slip(title, file, old, text, element, said));
  }

  private interface Unsaid {
    void at(String element, String said);
  }

  @Override
  public String toString() {
    return title + " in " + file;
  }
}
