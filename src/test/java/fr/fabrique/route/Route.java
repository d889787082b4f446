package fr.fabrique.route;

import fr.fabrique.challenge.Challenges;
import fr.fabrique.engine.EngineClock;
import fr.fabrique.idea.Ideas.Idea;
import fr.fabrique.idea.Submission;
import fr.fabrique.idea.Submission.NewIdea;
import fr.fabrique.idea.process.IdeaRoute;
import fr.fabrique.idea.store.IdeaTable;
import java.util.List;
import java.util.UUID;
import org.camunda.bpm.engine.ProcessEngine;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Where journeys begin: what tests do before anything is under way. */
@Component
class Route {

  static final String TEXT = "Lend bicycles to agents who work on two sites of the same town.";

  private final Submission submission;
  private final Challenges challenges;
  private final IdeaTable ideas;
  private final IdeaRoute ideaRoute;
  private final ProcessEngine engine;
  private final JdbcClient jdbc;

  Route(
      Submission submission,
      Challenges challenges,
      IdeaTable ideas,
      IdeaRoute ideaRoute,
      ProcessEngine engine,
      JdbcClient jdbc) {
    this.submission = submission;
    this.challenges = challenges;
    this.ideas = ideas;
    this.ideaRoute = ideaRoute;
    this.engine = engine;
    this.jdbc = jdbc;
  }

  /** A good idea of the author, to the challenge that is always open. */
  Journey submitIdea() {
    return submitIdea(Challenges.PERMANENT, "Bicycles between sites", TEXT);
  }

  Journey submitIdea(String challenge, String title, String text) {
    NewIdea idea = new NewIdea(null, title, null, text, null, null, null, null, List.of(), null);
    return about(submission.submit(challenge, Personas.AUTHOR, idea));
  }

  /** An idea that is kept but not on its way, to be set on a single diagram. */
  Journey keepIdea(String author, String... coAuthors) {
    String id = UUID.randomUUID().toString();
    ideas.insert(
        new Idea(
            id,
            Challenges.PERMANENT,
            null,
            "Bicycles between sites",
            null,
            "<p>%s</p>".formatted(TEXT),
            null,
            null,
            null,
            null,
            author,
            EngineClock.now(),
            null));
    for (String coAuthor : coAuthors) {
      ideas.addCoAuthor(id, coAuthor);
    }
    return about(id);
  }

  Journey planChallenge() {
    String key = "challenge-" + UUID.randomUUID().toString().substring(0, 8);
    challenges.plan(key, "Getting around", "How could we move between our sites?");
    return about(key);
  }

  /** A challenge that takes ideas, prepared with answers beside the usual ones. */
  Journey openChallenge(Object... answers) {
    return planChallenge()
        .perform(
            "task_prepare_challenge",
            Sheet.with(Sheet.challenge("Getting around", "2027-01-04", "2027-03-01"), answers))
        .perform("task_approve_challenge", Sheet.of("approval", "approved"))
        .letTimePass("event_opens");
  }

  /** Whatever travels under this business key. */
  Journey about(String subject) {
    return new Journey(subject, engine, ideaRoute, jdbc);
  }
}
