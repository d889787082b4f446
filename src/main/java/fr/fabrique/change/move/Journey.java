package fr.fabrique.change.move;

import org.camunda.bpm.engine.runtime.ProcessInstance;

/**
 * A process that nothing has called, with all it has called: an idea on its route, a challenge, a
 * cohort.
 *
 * @param id the process instance
 * @param subject the business key
 * @param process the key of the process
 */
public record Journey(String id, String subject, String process) {

  static Journey of(ProcessInstance root) {
    String definition = root.getProcessDefinitionId();
    return new Journey(
        root.getId(), root.getBusinessKey(), definition.substring(0, definition.indexOf(':')));
  }
}
