package fr.fabrique.people;

/** The groups that tasks are offered to; their ids are those the diagrams name. */
public enum Group {
  AGENTS("agents", "Agents"),
  ANIMATORS("animators", "Animators"),
  JURORS("jurors", "Jurors"),
  JURY_CHAIRS("juryChairs", "Jury chairs"),
  FACILITATORS("facilitators", "Facilitators"),
  LAB_MANAGERS("labManagers", "Lab managers"),
  SPONSORS("sponsors", "Sponsors"),
  PARTNER_MANAGERS("partnerManagers", "Partner managers"),
  RECEIVERS("receivers", "Receivers"),
  SECURITY("security", "Receivers: security"),
  PRIVACY("privacy", "Receivers: privacy"),
  ACCESSIBILITY("accessibility", "Receivers: accessibility"),
  OPERATIONS("operations", "Receivers: operations"),
  FINANCE("finance", "Receivers: finance"),
  PRODUCT("product", "Receivers: product"),
  PROCESS_OWNERS("processOwners", "Process owners"),
  ADMINISTRATORS("camunda-admin", "Administrators");

  private final String id;
  private final String title;

  Group(String id, String title) {
    this.id = id;
    this.title = title;
  }

  public String id() {
    return id;
  }

  public String title() {
    return title;
  }
}
