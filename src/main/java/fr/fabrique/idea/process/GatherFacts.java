package fr.fabrique.idea.process;

import fr.fabrique.challenge.Challenges;
import fr.fabrique.challenge.Challenges.Challenge;
import fr.fabrique.engine.ProcessStep;
import fr.fabrique.engine.SafeHtml;
import fr.fabrique.idea.Ideas.Idea;
import fr.fabrique.idea.domain.ProtectiveMarking;
import fr.fabrique.idea.store.IdeaTable;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

@ProcessStep(
    title = "Gather the facts",
    writes = {
      "titleLength:number:0..",
      "textLength:number:0..",
      "challengeOpen:flag",
      "restricted:flag"
    })
class GatherFacts implements JavaDelegate {

  private final IdeaTable ideas;
  private final Challenges challenges;

  GatherFacts(IdeaTable ideas, Challenges challenges) {
    this.ideas = ideas;
    this.challenges = challenges;
  }

  @Override
  public void execute(DelegateExecution execution) {
    Idea idea = ideas.find(execution.getProcessBusinessKey()).orElseThrow();
    String text =
        Stream.of(idea.problem(), idea.solution(), idea.beneficiaries(), idea.effect())
            .map(SafeHtml::toText)
            .filter(Objects::nonNull)
            .collect(Collectors.joining(" "));
    IdeaRouteProcess.TITLE_LENGTH.set(execution, idea.title().length());
    IdeaRouteProcess.TEXT_LENGTH.set(execution, text.length());
    IdeaRouteProcess.CHALLENGE_OPEN.set(execution, acceptedBy(idea));
    IdeaRouteProcess.RESTRICTED.set(
        execution, ProtectiveMarking.isOn(idea.title()) || ProtectiveMarking.isOn(text));
  }

  /**
   * An idea that came in time stays in, even when its author completes it after the closing day.
   */
  private boolean acceptedBy(Idea idea) {
    return challenges
        .find(idea.challenge())
        .filter(c -> c.isOpen() || submittedInTime(idea, c))
        .isPresent();
  }

  private static boolean submittedInTime(Idea idea, Challenge challenge) {
    return challenge.closesOn() != null && !idea.submittedAt().isAfter(challenge.closesOn());
  }
}
