package fr.fabrique.engine.check;

import java.util.Locale;

/** What the check asks of a route, and how much it matters. */
public enum Rule {
  /** A file that belongs to no route. */
  FILE_KIND(Severity.BLOCKS),
  /** A file that cannot be read. */
  FILE_READABLE(Severity.BLOCKS),
  /** A file that holds nothing. */
  FILE_EMPTY(Severity.BLOCKS),
  /** A folder that is missing. */
  FOLDER_READABLE(Severity.BLOCKS),
  /** A catalogue of texts that cannot be read. */
  TEXTS_READABLE(Severity.BLOCKS),
  /** Two things with the same id. */
  ID_ONCE(Severity.BLOCKS),
  /** A process that the product starts and nobody draws. */
  PROCESS_STARTED(Severity.BLOCKS),
  /** A called process that nobody draws. */
  PROCESS_CALLED(Severity.BLOCKS),
  /** A process that is drawn and not executed. */
  PROCESS_EXECUTABLE(Severity.BLOCKS),
  /** No time after which the history of a process may go. */
  TIME_TO_LIVE(Severity.BLOCKS),
  /** A reference to something that is not in the diagram. */
  REFERENCE(Severity.BLOCKS),
  /** Code that is no step of the catalogue. */
  STEPS_ONLY(Severity.BLOCKS),
  /** A service task that does nothing. */
  STEP_NAMED(Severity.BLOCKS),
  /** A form that is not there. */
  FORM_THERE(Severity.BLOCKS),
  /** A decision that is not there. */
  DECISION_THERE(Severity.BLOCKS),
  /** A message without a name. */
  MESSAGE_NAMED(Severity.BLOCKS),
  /** A message that starts two processes. */
  MESSAGE_ONCE(Severity.BLOCKS),
  /** A call that does not tell which idea it is about. */
  CALLED_SUBJECT(Severity.WARNS),
  /** Something that is looked for elsewhere than in what is published together. */
  BINDING(Severity.BLOCKS),
  /** How many times something is done, which is no number. */
  TIMES_DONE(Severity.BLOCKS),
  /** A condition that is no expression. */
  CONDITION(Severity.BLOCKS),
  /** An expression that can never be evaluated. */
  EXPRESSION(Severity.BLOCKS),
  /** A fact that is asked for and that nothing writes. */
  FACT_WRITTEN(Severity.BLOCKS),
  /** A time that cannot be read. */
  DURATION(Severity.BLOCKS),
  /** A process without a start. */
  START(Severity.BLOCKS),
  /** Something to which no way leads. */
  REACHED(Severity.BLOCKS),
  /** A way that stops. */
  GOES_ON(Severity.BLOCKS),
  /** A gateway that cannot tell which way to take. */
  WAY_CHOSEN(Severity.BLOCKS),
  /** A cell of a decision table that cannot be read. */
  DECISION_CELL(Severity.BLOCKS),
  /** A fact that a decision table asks for and that nothing writes. */
  DECISION_FACT(Severity.BLOCKS),
  /** A decision table in a language other than FEEL. */
  DECISION_LANGUAGE(Severity.BLOCKS),
  /** A form that cannot be read. */
  FORM_READABLE(Severity.BLOCKS),
  /** A form without an id. */
  FORM_ID(Severity.BLOCKS),
  /** A form that asks and shows nothing. */
  FORM_EMPTY(Severity.BLOCKS),
  /** A component of a form that Tasklist or the server cannot handle. */
  FORM_COMPONENT(Severity.BLOCKS),
  /** A question whose answer has no name of its own. */
  FORM_KEY(Severity.BLOCKS),
  /** A question that nobody can answer. */
  FORM_QUESTION(Severity.BLOCKS),
  /** A pattern that cannot be read. */
  FORM_PATTERN(Severity.BLOCKS),
  /** A condition or text of a form that cannot be read. */
  FORM_FEEL(Severity.BLOCKS),
  /** A condition that compares a fact with a value of another kind. */
  CONDITION_MEETS(Severity.WARNS),
  /** A condition that no answer can make true. */
  CONDITION_POSSIBLE(Severity.WARNS),
  /** A way that no idea can take because others come first. */
  WAY_TAKEN(Severity.WARNS),
  /** A gateway at which no way may be open. */
  GATEWAY_MATCHES(Severity.BLOCKS),
  /** A join that waits for a way that cannot come. */
  JOIN_COMPLETES(Severity.BLOCKS),
  /** Parallel ways that meet without a join. */
  RUNS_ONCE(Severity.WARNS),
  /** A loop without anything that waits. */
  LOOP_WAITS(Severity.WARNS),
  /** A loop that can never end. */
  LOOP_ENDS(Severity.BLOCKS),
  /** A name that is longer than the engine can keep. */
  NAME_FITS(Severity.BLOCKS),
  /** A task at which nobody is asked for anything. */
  TASK_ASKS(Severity.WARNS),
  /** A task without a name. */
  TASK_NAMED(Severity.WARNS),
  /** A setting that stands twice. */
  SETTING_ONCE(Severity.WARNS),
  /** Something that works otherwise than on the published route, though it looks the same. */
  WORKS_AS_BEFORE(Severity.WARNS),
  /** A process that starts without anybody having started it. */
  STARTED_BY_SOMEBODY(Severity.WARNS),
  /** An event on the edge of something that is over at once. */
  EDGE_WAITS(Severity.WARNS),
  /** A question or an answer that says nothing to people. */
  FORM_LABEL(Severity.WARNS),
  /** Something that a form fetches from elsewhere. */
  FORM_OUTSIDE(Severity.WARNS),
  /** A form or a step that is about something else than the process in which it stands. */
  SUBJECT(Severity.WARNS),
  /** Something that a form shows and that those who open it may not see. */
  DOSSIER_SHOWN(Severity.WARNS),
  /** A text that people would see with a name in it instead of its value. */
  TEXTS_FILLED(Severity.WARNS),
  /** A setting of a process that an answer overwrites. */
  FACT_KEPT(Severity.WARNS),
  /** A timer that waits for no time at all. */
  TIMER_WAITS(Severity.WARNS),
  /** A fact that is not written on every way that leads to where it is asked for. */
  FACT_ON_EVERY_WAY(Severity.WARNS),
  /** A task that is offered to nobody. */
  TASK_OFFERED(Severity.BLOCKS),
  /** A task without a form. */
  TASK_FORM(Severity.WARNS),
  /** A task for a group that the product does not know. */
  GROUP_KNOWN(Severity.WARNS),
  /** A task for one person by name. */
  PERSON_BY_FACT(Severity.WARNS),
  /** A form that somebody with a conflict of interest could open. */
  FORM_PERSONAL(Severity.BLOCKS),
  /** A signal, error or escalation without a name or code. */
  SIGNAL_NAMED(Severity.BLOCKS),
  /** An event that waits for something that nobody sends. */
  SIGNAL_SENT(Severity.WARNS),
  /** Something that is sent and that nothing hears. */
  SIGNAL_HEARD(Severity.WARNS),
  /** A place on which ideas stand that is gone or has another id. */
  PLACE_KEPT(Severity.WARNS),
  /** A priority that is no number. */
  PRIORITY(Severity.BLOCKS),
  /** A decision whose answer is no single value. */
  DECISION_SINGLE(Severity.BLOCKS),
  /** A decision whose answer is not kept. */
  DECISION_KEPT(Severity.WARNS),
  /** Answers of several people that overwrite each other. */
  ANSWERS_KEPT_APART(Severity.WARNS),
  /** Something that is executed and not drawn. */
  DRAWN(Severity.WARNS),
  /** A drawing of something else than what is executed. */
  DRAWING_STALE(Severity.WARNS),
  /** Something that the engine itself refuses. */
  ENGINE_READS(Severity.BLOCKS),
  /** Rules of a table of which only one may match, and several do. */
  DECISION_OVERLAPS(Severity.BLOCKS),
  /** A decision that may come to nothing. */
  DECISION_ANSWERS(Severity.WARNS),
  /** An answer of another type than its column promises. */
  DECISION_TYPE(Severity.BLOCKS),
  /** A rule of a table that never applies. */
  ROW_APPLIES(Severity.WARNS),
  /** A column of a table that judges another kind of value than its fact has. */
  COLUMN_MEETS(Severity.WARNS),
  /** Something that a form shows and that no dossier holds. */
  DOSSIER_KNOWN(Severity.WARNS),
  /** A gateway without a default way, of which nobody can tell that a way is always open. */
  GATEWAY_DEFAULT(Severity.WARNS),
  /** An answer that had a way of its own and has none any more. */
  ANSWER_KEEPS_WAY(Severity.WARNS),
  /** An answer that a gateway asks for and that could be given before. */
  ANSWER_GIVEN(Severity.WARNS);

  private final Severity severity;

  Rule(Severity severity) {
    this.severity = severity;
  }

  public Severity severity() {
    return severity;
  }

  /** A short stable name, such as {@code fact-written}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
