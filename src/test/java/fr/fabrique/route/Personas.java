package fr.fabrique.route;

import java.util.Map;

/** The people of the tests: demo accounts, named by the part they play. */
final class Personas {

  /** Of Human Resources; the sponsor is their manager. */
  static final String AUTHOR = "author";

  /** Of the Digital Service, where no juror works. */
  static final String AUTHOR_OF_ANOTHER_UNIT = "author2";

  /** Of Real Estate, as the second juror is. */
  static final String JUROR = "juror1";

  static final String JUROR_OF_THE_AUTHORS_UNIT = "juror5";
  static final String CHAIR = "chair";
  static final String ANIMATOR = "animator";
  static final String FACILITATOR = "facilitator";
  static final String SPONSOR = "sponsor";
  static final String PROCESS_OWNER = "owner";

  /** Somebody with an account and no part in the idea. */
  static final String OUTSIDER = "author2";

  private static final Map<String, String> MEMBERS =
      Map.ofEntries(
          Map.entry("animators", ANIMATOR),
          Map.entry("juryChairs", CHAIR),
          Map.entry("facilitators", FACILITATOR),
          Map.entry("labManagers", "lab"),
          Map.entry("sponsors", SPONSOR),
          Map.entry("partnerManagers", "partners"),
          Map.entry("security", "security"),
          Map.entry("privacy", "privacy"),
          Map.entry("accessibility", "accessibility"),
          Map.entry("operations", "operations"),
          Map.entry("finance", "finance"),
          Map.entry("product", "product"));

  private Personas() {}

  /** Who answers for a group that a task is offered to. */
  static String memberOf(String group) {
    String member = MEMBERS.get(group);
    if (member == null) {
      throw new AssertionError("No persona belongs to the group '" + group + "'.");
    }
    return member;
  }
}
