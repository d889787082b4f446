package fr.fabrique.challenge;

import java.util.Map;

/** What a challenge asks of the stations that follow it: how its ideas stand. */
public interface ChallengeStanding {

  /** How many of the challenge's ideas still await a verdict. */
  int awaitingVerdict(String challenge);

  /** How many ideas of the challenge received each verdict. */
  Map<String, Integer> verdicts(String challenge);
}
