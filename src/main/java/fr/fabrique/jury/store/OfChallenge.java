package fr.fabrique.jury.store;

/** The condition that a row's idea is one of a challenge. */
final class OfChallenge {

  /** Takes the challenge. H2 would evaluate {@code idea in (select …)} anew for every row. */
  static final String IDEA = "exists (select 1 from idea i where i.id = idea and i.challenge = ?)";

  private OfChallenge() {}
}
