package fr.fabrique.engine;

import java.util.Optional;

/** Who may take a task beyond what groups allow. */
public interface ClaimRule {

  /** Why the person may not take the task, in their words; empty when they may. */
  Optional<String> refusal(String task, String person);
}
