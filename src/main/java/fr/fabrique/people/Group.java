package fr.fabrique.people;

import fr.fabrique.engine.TaskGroup;

/** The groups that tasks are offered to; their ids are those the diagrams name. */
public enum Group implements TaskGroup {
  AGENTS("agents"),
  ANIMATORS("animators"),
  JURORS("jurors"),
  JURY_CHAIRS("juryChairs"),
  FACILITATORS("facilitators"),
  LAB_MANAGERS("labManagers"),
  SPONSORS("sponsors"),
  PARTNER_MANAGERS("partnerManagers"),
  RECEIVERS("receivers"),
  SECURITY("security"),
  PRIVACY("privacy"),
  ACCESSIBILITY("accessibility"),
  OPERATIONS("operations"),
  FINANCE("finance"),
  PRODUCT("product"),
  PROCESS_OWNERS("processOwners"),
  ADMINISTRATORS("camunda-admin");

  private final String id;

  Group(String id) {
    this.id = id;
  }

  @Override
  public String id() {
    return id;
  }
}
