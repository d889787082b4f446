package fr.fabrique.draft;

import java.util.List;
import java.util.Map;

/** What somebody has begun to answer in a task. */
public interface Drafts {

  /**
   * The person's drafts, each as values by the keys of the form, the one saved last first; more
   * than one where they wrote in several windows that did not know of each other.
   */
  List<Map<String, Object>> find(String task, String person);

  /**
   * Nobody saves a draft of the task any more before this transaction is over: whoever ends a task
   * or takes it away, and looks what was typed.
   */
  void close(String task);
}
