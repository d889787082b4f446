package fr.fabrique.draft;

import java.util.Map;
import java.util.Optional;

/** What somebody has begun to answer in a task. */
public interface Drafts {

  /** The person's draft: values by the keys of the form; empty when there is none. */
  Optional<Map<String, Object>> find(String task, String person);
}
