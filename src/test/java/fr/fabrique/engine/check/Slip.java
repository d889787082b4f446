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
    inWhatCannotBe(slips);
    inWhatGoesRound(slips);
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
    add(
            slips,
            "days added to a person",
            JURY,
            "camunda:dueDate=\"${reviewTime}\"",
            "camunda:dueDate=\"${juror.plusDays(3)}\"")
        .at("task_review_idea", "“juror” is no date");
    add(
            slips,
            "a time chosen of two",
            JURY,
            "camunda:dueDate=\"${reviewTime}\"",
            "camunda:dueDate=\"${empty juror ? 'soon' : reviewTime}\"")
        .at("task_review_idea", "due “soon”, which is no date");
    add(
            slips,
            "as many times as a person",
            JURY,
            "${seats}</bpmn:loopCardinality>",
            "${author}</bpmn:loopCardinality>")
        .at("sub_seat", "“author”, and not a number from 1 on");
    add(
            slips,
            "an end by what each has to itself",
            JURY,
            "${seats}</bpmn:loopCardinality>",
            "${seats}</bpmn:loopCardinality><bpmn:completionCondition>${recusal == 'conflict'}</bpmn:completionCondition>")
        .at("", "It asks for “recusal”, and");
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
    add(slips, "nobody asked", ROUTE, "bpmn:userTask", "bpmn:manualTask")
        .at("task_screen_idea", "Nobody is asked to do it");
    add(
            slips,
            "a loop of another engine",
            ROUTE,
            "<bpmn:incoming>flow_before_screening_screen_idea</bpmn:incoming>",
            "<bpmn:standardLoopCharacteristics />")
        .at("task_screen_idea", "knows no such loop");
    add(
            slips,
            "a name too long",
            ROUTE,
            "name=\"Screen the idea\"",
            "name=\"%s\"".formatted("x".repeat(256)))
        .at("task_screen_idea", "is 256 characters long, and the engine keeps 255");
    add(
            slips,
            "a rule whose id is too long",
            TABLE,
            "rule id=\"rule_eligible\"",
            "rule id=\"r%s\"".formatted("u".repeat(64)))
        .at("ruuu", "is 65 characters long, and the engine keeps 64");
    add(slips, "a task without a name", ROUTE, "name=\"Screen the idea\"", "name=\"\"")
        .at("task_screen_idea", "in the list of tasks nobody can tell");
    add(
            slips,
            "months as minutes",
            JURY,
            "name=\"reminderTime\" value=\"P",
            "name=\"reminderTime\" value=\"PT1M\" /><camunda:property name=\"was\" value=\"P")
        .at("event_remind", "minutes or seconds only: “PT1M”");
    add(
            slips,
            "a setting twice",
            JURY,
            "<camunda:property name=\"reminderTime\"",
            "<camunda:property name=\"reminderTime\" value=\"P9D\" /><camunda:property name=\"reminderTime\"")
        .at("", "“reminderTime” stands there more than once");
    add(
            slips,
            "a setting that is computed",
            ROUTE,
            "name=\"sleepTime\" value=\"P365D\"",
            "name=\"sleepTime\" value=\"${taskTime}\"")
        .at("", "no expression is read there");
    add(
            slips,
            "a start by the clock",
            ROUTE,
            "<bpmn:startEvent id=\"start_idea_submitted\" name=\"Idea submitted\">",
            "<bpmn:startEvent id=\"start_idea_submitted\" name=\"Idea submitted\"><bpmn:timerEventDefinition><bpmn:timeCycle>R/P1D</bpmn:timeCycle></bpmn:timerEventDefinition>")
        .at("start_idea_submitted", "starts by itself, without an idea");
    add(
            slips,
            "a timer on what is over at once",
            ROUTE,
            "attachedToRef=\"task_complete_idea\"",
            "attachedToRef=\"step_gather_facts\"")
        .at("event_no_answer", "is over at once");
    add(
            slips,
            "an answer that stays inside",
            ROUTE,
            "<bpmn:incoming>flow_before_screening_screen_idea</bpmn:incoming>",
            "<bpmn:extensionElements><camunda:inputOutput><camunda:inputParameter name=\"screening\">${null}</camunda:inputParameter></camunda:inputOutput></bpmn:extensionElements><bpmn:incoming>flow_before_screening_screen_idea</bpmn:incoming>")
        .at("task_screen_idea", "“screening” stays inside it");
    add(
            slips,
            "an answer that is overwritten",
            ROUTE,
            "<bpmn:incoming>flow_before_screening_screen_idea</bpmn:incoming>",
            "<bpmn:extensionElements><camunda:inputOutput><camunda:outputParameter name=\"verdict\">incubate</camunda:outputParameter></camunda:inputOutput></bpmn:extensionElements><bpmn:incoming>flow_before_screening_screen_idea</bpmn:incoming>")
        .at("task_screen_idea", "It overwrites “verdict”");
    add(
            slips,
            "a process that calls itself first",
            "processes/incubation.bpmn",
            "sourceRef=\"start_incubation\" targetRef=\"gateway_before_team\" />",
            "sourceRef=\"start_incubation\" targetRef=\"call_again\" />"
                + "<bpmn:callActivity id=\"call_again\" calledElement=\"incubation\" />"
                + "<bpmn:sequenceFlow id=\"flow_on\" sourceRef=\"call_again\""
                + " targetRef=\"gateway_before_team\" />")
        .at("call_again", "again and again, before anybody has anything to do");
    add(
            slips,
            "a timer of no time",
            ROUTE,
            "name=\"sleepTime\" value=\"P365D\"",
            "name=\"sleepTime\" value=\"PT0S\"")
        .at("event_sleep_over", "waits for no time at all");
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
    add(slips, "unknown function", TABLE, "<text>&lt; 5</text>", "<text>&lt; len(\"abc\")</text>")
        .at("when_short_title_titleLength", "there is no function “len”");
    add(slips, "rules that contradict", TABLE, "hitPolicy=\"FIRST\"", "hitPolicy=\"ANY\"")
        .at("rule_eligible", "may match at once and answer differently");
    add(slips, "rules that overlap", TABLE, "hitPolicy=\"FIRST\"", "hitPolicy=\"UNIQUE\"")
        .at("rule_eligible", "may match at once: with the hit policy Unique");
    add(
            slips,
            "decimals as whole numbers",
            "processes/jury-verdict.dmn",
            "id=\"expression_mean\" typeRef=\"double\"",
            "id=\"expression_mean\" typeRef=\"integer\"")
        .at("expression_mean", "“mean” may have decimals");
    String verdict = "processes/jury-verdict.dmn";
    add(slips, "a decimal comma", verdict, "<text>&gt;= 3.5</text>", "<text>&gt;= 3,5</text>")
        .at("when_quick_win_mean", "a comma parts values");
    add(slips, "a range from its end", verdict, "<text>[2..2.5)</text>", "<text>[2.5..2)</text>")
        .at("when_fair_mean", "its range ends before it begins");
    add(
            slips,
            "a gap between ranges",
            verdict,
            "<text>[2.5..3.5)</text>",
            "<text>[2.5..3.4)</text>")
        .at("rule_decline", "between the others too, such as 3.4");
    add(slips, "a value that is not listed", verdict, ">\"quick_win\"<", ">\"quickwin\"<")
        .at("when_quick_win_leadingAdvice", "“quickwin” is none of them");
    add(
            slips,
            "a rule behind a wider one",
            verdict,
            "<text>[2..2.5)</text>",
            "<text>[3.5..4)</text>")
        .at("rule_fair", "a rule before it takes all that it asks for");
    add(
            slips,
            "a translated name",
            "processes/fr.json",
            "problème</h4>{{idea_problem}}",
            "problème</h4>{{idea_probleme}}")
        .at("", "do not show the same values");
    add(
            slips,
            "an open tag",
            "processes/fr.json",
            "problème</h4>{{idea_problem}}",
            "problème{{idea_problem}}")
        .at("", "something that begins does not end");
    add(slips, "texts that are none", "processes/fr.json", "{", "[").at("", "no flat JSON object");
  }

  private static void inForms(List<Slip> slips) {
    add(
            slips,
            "a condition not looked at",
            "forms/screen_idea.form",
            "\"hide\": \"=screening != \\\"merge\\\"\"",
            "\"hide\": \"screening != \\\"merge\\\"\"")
        .at("merge_into", "is not looked at: it is always shown");
    add(slips, "a weight in words", FORM, "\"criterion\": \"2\"", "\"criterion\": \"two\"")
        .at("", "its weight or one of its scores is no number");
    add(
            slips,
            "a last answer to nothing",
            "forms/screen_idea.form",
            "{{idea_title}}",
            "{{last_nothing}}")
        .at("", "“last_nothing”, which no dossier holds");
    add(
            slips,
            "a program in a text",
            "forms/screen_idea.form",
            "{{idea_title}}",
            "{{idea_title}}<script>1</script>")
        .at("", "holds a program");
    add(
            slips,
            "a condition nobody meets",
            "forms/screen_idea.form",
            "\"hide\": \"=screening != \\\"merge\\\"\"",
            "\"hide\": \"=screening != \\\"merged\\\"\"")
        .at("merge_into", "the answer “merged” to “screening”, which nobody can give");
    add(
            slips,
            "a condition of another kind",
            "forms/screen_idea.form",
            "\"hide\": \"=screening != \\\"merge\\\"\"",
            "\"hide\": \"=screening > 3\"")
        .at("merge_into", "the answer “3” to “screening”");
    add(
            slips,
            "an answer instead of a setting",
            "forms/screen_idea.form",
            "\"key\": \"screening\"",
            "\"key\": \"taskTime\"")
        .at("task_screen_idea", "It overwrites “taskTime”");
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

  private static void inWhatCannotBe(List<Slip> slips) {
    String challenge = "processes/challenge.bpmn";
    add(
            slips,
            "a count below none",
            challenge,
            "{awaitingVerdict == 0}",
            "{awaitingVerdict &lt; 0}")
        .at("flow_all_judged_publish_results", "“awaitingVerdict” is 0 or more");
    add(
            slips,
            "a mean beyond the scale",
            "processes/jury-verdict.dmn",
            "<text>&gt;= 3.5</text>",
            "<text>&gt;= 35</text>")
        .at("when_incubate_mean", "“mean” is from 0 to 5");
    add(
            slips,
            "a reminder after the end",
            JURY,
            "\"reminderTime\" value=\"P7D\"",
            "\"reminderTime\" value=\"P20D\"")
        .at("event_remind", "over by then");
    add(
            slips,
            "waits for a fact to go",
            "processes/incubation.bpmn",
            "variableEvents=\"create, update\"",
            "variableEvents=\"delete\"")
        .at("event_partner_wanted", "no fact ever is");
    add(slips, "for chairs only", "forms/rework_idea.form", "{{jury_feedback}}", "{{jury_tally}}")
        .at("task_rework_idea", "“jury_tally”, and those who open it may not see that");
    add(
            slips,
            "kept from authors",
            "forms/rework_idea.form",
            "{{jury_feedback}}",
            "{{last_note_to_jury}}")
        .at("task_rework_idea", "kept from the idea's authors");
    add(
            slips,
            "a picture from elsewhere",
            FORM,
            "\"type\": \"text\",\n          \"id\": \"show_title\",",
            "\"type\": \"image\", \"source\": \"http://e.org/a.png\", \"id\": \"show_title\",")
        .at("show_title", "from another server");
    add(
            slips,
            "two answers by the same words",
            "processes/fr.json",
            "\"No, the team must provide what is missing\": \"Non, l’équipe doit fournir ce qui manque\"",
            "\"No, the team must provide what is missing\": \"Oui, nous acceptons le service et répondons de son impact\"")
        .at("", "two answers to one question");
    add(
            slips,
            "yes or no for a verdict",
            ROUTE,
            "<camunda:out source=\"verdict\" target=\"verdict\" />",
            "<camunda:out sourceExpression=\"${verdict == 'incubate'}\" target=\"verdict\" />")
        .at("flow_verdict_before_incubation", "“verdict”, which is yes or no");
    add(
            slips,
            "an arrow into the start",
            "processes/production-handover.bpmn",
            "sourceRef=\"step_record_no_go\" targetRef=\"end_no_go\"",
            "sourceRef=\"step_record_no_go\" targetRef=\"start_handover\"")
        .at("flow_record_no_go_no_go", "which begins by itself");
    add(
            slips,
            "an arrow out of the end",
            "processes/production-handover.bpmn",
            "sourceRef=\"step_record_no_go\" targetRef=\"end_no_go\"",
            "sourceRef=\"end_no_go\" targetRef=\"step_record_no_go\"")
        .at("flow_record_no_go_no_go", "nobody ever takes it");
    add(
            slips,
            "nothing to undo",
            ROUTE,
            "</bpmn:process>",
            "<bpmn:boundaryEvent id=\"undo\" attachedToRef=\"task_screen_idea\">"
                + "<bpmn:compensateEventDefinition /></bpmn:boundaryEvent></bpmn:process>")
        .at("undo", "It undoes nothing");
  }

  private static void inWhatGoesRound(List<Slip> slips) {
    add(
            slips,
            "asked again without anything new",
            ROUTE,
            "sourceRef=\"task_complete_idea\" targetRef=\"gateway_before_facts\"",
            "sourceRef=\"task_complete_idea\" targetRef=\"gateway_eligible\"")
        .at("gateway_eligible", "nothing is found out anew");
    add(
            slips,
            "the route inside itself",
            "processes/production-handover.bpmn",
            "</bpmn:process>",
            "<bpmn:callActivity id=\"again\" calledElement=\"idea_route\" /></bpmn:process>")
        .at("again", "in which it stands, inside itself");
    add(
            slips,
            "all ended from the side",
            "processes/incubation.bpmn",
            "<bpmn:incoming>flow_watch_budget_budget_watched</bpmn:incoming>",
            "<bpmn:incoming>flow_watch_budget_budget_watched</bpmn:incoming>"
                + "<bpmn:terminateEventDefinition />")
        .at("end_budget_watched", "only something on the side");
    add(
            slips,
            "a text to calculate with",
            ROUTE,
            "dueDate=\"${taskTime}\"",
            "dueDate=\"${taskTime + 7}\"")
        .at("task_", "“taskTime” is no number");
    add(
            slips,
            "joined by or",
            "processes/readiness.dmn",
            "<text>\"missing\"</text>",
            "<text>\"missing\" or \"reserve\"</text>")
        .at("when_", "not joined by and or or");
    add(
            slips,
            "a mean to the last decimal",
            "processes/jury-verdict.dmn",
            "<text>&gt;= 3.5</text>",
            "<text>3.5</text>")
        .at("when_incubate_mean", "to the last decimal");
    add(
            slips,
            "an answer without quotes",
            "processes/jury-verdict.dmn",
            "<text>\"incubate\"</text>",
            "<text>mean</text>")
        .at("then_", "and not that word");
    add(
            slips,
            "kept for no time",
            TABLE,
            "historyTimeToLive=\"P1095D\"",
            "historyTimeToLive=\"P0D\"")
        .at("eligibility", "not kept at all");
    add(
            slips,
            "a program in French",
            "processes/fr.json",
            "\"Non, l’équipe doit fournir ce qui manque\"",
            "\"<script>alert(1)</script>\"")
        .at("", "holds a program");
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
