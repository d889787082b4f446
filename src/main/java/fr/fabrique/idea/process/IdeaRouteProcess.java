package fr.fabrique.idea.process;

import fr.fabrique.engine.Fact;

/** What the diagram {@code idea-route.bpmn} knows. Its business key is the idea's id. */
final class IdeaRouteProcess {

  static final String KEY = "idea_route";
  static final String WITHDRAW_IDEA = "withdraw_idea";
  static final String REVIVE_IDEA = "revive_idea";

  static final Fact<String> CHALLENGE = Fact.text("challenge");
  static final Fact<String> AUTHOR = Fact.text("author");
  static final Fact<String> MANAGER = Fact.text("manager");
  static final Fact<Integer> TITLE_LENGTH = Fact.number("titleLength");
  static final Fact<Integer> TEXT_LENGTH = Fact.number("textLength");
  static final Fact<Boolean> CHALLENGE_OPEN = Fact.flag("challengeOpen");
  static final Fact<Boolean> RESTRICTED = Fact.flag("restricted");

  private IdeaRouteProcess() {}
}
