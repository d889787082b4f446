package fr.fabrique.rehearsal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fr.fabrique.challenge.Challenges;
import fr.fabrique.engine.EngineClock;
import fr.fabrique.rehearsal.ChangeMidway.Changed;
import fr.fabrique.rehearsal.Outcome.Refusal;
import fr.fabrique.rehearsal.ProgramClient.Answer;
import fr.fabrique.rehearsal.process.Backstage;
import fr.fabrique.tool.UnusableInput;
import java.io.PrintWriter;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * Plays all people through a challenge until every idea has ended. People act through the calls
 * that Tasklist makes; time is moved from one timer to the next and never waited for.
 */
final class Rehearsal {

  /** Every rehearsal starts on the same morning, so that its calendar is the same. */
  private static final LocalDateTime START = LocalDateTime.of(2030, 1, 7, 8, 0);

  private static final String CHALLENGE = "rehearsal";
  private static final String ANIMATOR = "animator";
  private static final String OWNER = "owner";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Lines lines;
  private final Backstage backstage;
  private final Runnable grown;
  private final Cast cast;
  private final Progress progress;
  private final Play play;
  private Midway midway;

  /**
   * A change of the route.
   *
   * @param afterTasks after how many tasks in all it comes; null: after four for each idea, or once
   *     all have come in who come in at times of their own
   * @param left how many tasks are left undone at each element until then
   */
  record Midway(Integer afterTasks, int left, ChangeMidway change) {}

  /**
   * @param base where the product answers
   * @param grown called when the tables have grown a lot, so that the database may adapt to it
   */
  Rehearsal(String base, long seed, Backstage backstage, Runnable grown, PrintWriter progress) {
    this.lines = new Lines(seed);
    this.backstage = backstage;
    this.grown = grown;
    this.cast = new Cast(base, backstage);
    this.progress = new Progress(progress);
    this.play = new Play(lines, backstage, cast, this.progress);
  }

  /** Has the route changed while ideas are on it. */
  Rehearsal changing(Midway change) {
    this.midway = change;
    return this;
  }

  /**
   * Rehearses with a file of ideas.
   *
   * @param started by {@link System#nanoTime()}, when the wall time began
   * @throws UnusableInput when the file cannot be imported or holds no idea that can be taken
   */
  Outcome play(byte[] csv, long started) {
    EngineClock.stopAt(START.atZone(ZoneId.systemDefault()).toInstant());
    try {
      openChallenge();
      List<Refusal> refused = importAll(csv);
      Changed changed = null;
      if (midway != null) {
        int enough = 4 * lines.ideas().size();
        changed = changedOnce(() -> play.tasksDone() >= enough);
      }
      return atTheEnd(refused, changed, started);
    } finally {
      EngineClock.release();
    }
  }

  /**
   * Rehearses a change of the route while ideas come in, to the permanent challenge.
   *
   * @param started by {@link System#nanoTime()}, when the wall time began
   * @throws UnusableInput when no idea of the file can come in
   */
  Outcome changeAmidStream(byte[] csv, long started) {
    IdeaStream stream = streamOf(csv, true);
    try {
      return atTheEnd(stream.refused(), changedOnce(stream::allAreIn), started);
    } finally {
      EngineClock.release();
    }
  }

  private Changed changedOnce(BooleanSupplier usually) {
    play.leave(midway.left());
    play.until(
        midway.afterTasks() == null ? usually : () -> play.tasksDone() >= midway.afterTasks());
    grown.run();
    Map<String, Long> waits = backstage.whereabouts();
    progress.say(
        "%s: %,d processes are under way.", EngineClock.now().toLocalDate(), backstage.running());
    Changed changed = midway.change().publish(waits);
    play.leave(0);
    backstage.routeHasChanged();
    progress.say(
        "%s: an edited route is in force, %d followed, %d stayed.",
        EngineClock.now().toLocalDate(), changed.followed(), changed.stayed());
    return changed;
  }

  private Outcome atTheEnd(List<Refusal> refused, Changed changed, long started) {
    play.until(() -> false);
    progress.say("Played %,d rounds, to %s.", play.rounds(), EngineClock.now().toLocalDate());
    return outcome(refused, changed, secondsSince(started));
  }

  /**
   * Rehearses what a stream of ideas meets on its way to the verdict, in the permanent challenge.
   *
   * @param started by {@link System#nanoTime()}, when the wall time began
   * @throws UnusableInput when no idea of the file can come in
   */
  StreamOutcome stream(byte[] csv, long started) {
    IdeaStream stream = streamOf(csv, false);
    try {
      play.until(stream::isOver);
      progress.say("Played %,d rounds, to %s.", play.rounds(), EngineClock.now().toLocalDate());
      return stream.outcome(play.troubles(), secondsSince(started));
    } finally {
      EngineClock.release();
    }
  }

  private IdeaStream streamOf(byte[] csv, boolean toTheirEnds) {
    Instant start = START.atZone(ZoneId.systemDefault()).toInstant();
    IdeaStream stream =
        new IdeaStream(
            new Arrivals(csv, start),
            lines,
            backstage,
            idea -> importIdeas(Challenges.PERMANENT, idea),
            toTheirEnds);
    EngineClock.stopAt(start);
    play.at(stream);
    return stream;
  }

  /** What the installation has learnt by now, as its owner is told. */
  String past() {
    return cast.program(OWNER).get("/api/change/past").body().toString();
  }

  private static long secondsSince(long started) {
    return Math.round((System.nanoTime() - started) / 1e9);
  }

  private void openChallenge() {
    Answer planned =
        cast.program(ANIMATOR)
            .post(
                "/api/challenges",
                JSON.createObjectNode()
                    .put("key", CHALLENGE)
                    .put("title", "Rehearsal")
                    .put("question", "What would make our work better?"));
    if (planned.isRefusal()) {
      throw new IllegalStateException("No challenge could be planned: " + planned.reason());
    }
    play.until(this::challengeIsOpen);
    if (!challengeIsOpen()) {
      throw new IllegalStateException(
          "The challenge never opened; it waits at " + backstage.whereabouts().keySet() + ".");
    }
  }

  private boolean challengeIsOpen() {
    for (JsonNode challenge : cast.program(ANIMATOR).get("/api/challenges").body()) {
      if (challenge.path("id").asText().equals(CHALLENGE)) {
        return challenge.path("phase").asText().equals("OPEN");
      }
    }
    return false;
  }

  private List<Refusal> importAll(byte[] csv) {
    List<Refusal> refused = importIdeas(CHALLENGE, csv);
    if (lines.ideas().isEmpty()) {
      throw new UnusableInput(
          refused.isEmpty()
              ? "the file holds no idea."
              : "no line can be taken; line %d: %s"
                  .formatted(refused.get(0).line(), refused.get(0).reason()));
    }
    grown.run();
    progress.say("%d ideas taken in, %d lines refused.", lines.ideas().size(), refused.size());
    return refused;
  }

  private List<Refusal> importIdeas(String challenge, byte[] csv) {
    Answer report =
        cast.program(ANIMATOR)
            .post(
                "/api/challenges/%s/ideas/import".formatted(challenge),
                "text/csv",
                BodyPublishers.ofByteArray(csv));
    if (report.isRefusal()) {
      throw new UnusableInput(report.reason());
    }
    for (JsonNode line : report.body().path("accepted")) {
      lines.add(line.path("id").asText(), line.path("externalId").asText());
    }
    List<Refusal> refused = new ArrayList<>();
    for (JsonNode line : report.body().path("refused")) {
      refused.add(new Refusal(line.path("line").asLong(), line.path("reason").asText()));
    }
    return refused;
  }

  private Outcome outcome(List<Refusal> refused, Changed changed, long seconds) {
    Map<String, Integer> ended = new LinkedHashMap<>();
    backstage.diagrams().endsOfTheRoute().keySet().forEach(end -> ended.put(end, 0));
    int running = backstage.running();
    Set<String> travelling = backstage.travelling();
    backstage
        .ends(lines.ideas())
        .forEach(
            (idea, ends) -> {
              if (ends.size() == 1) {
                ended.merge(ends.get(0), 1, Integer::sum);
              } else if (!travelling.contains(idea)) {
                play.trouble("end", idea, "it has reached %d ends".formatted(ends.size()));
              }
            });
    if (running > 0) {
      progress.say("Still under way: %s", backstage.whereabouts());
    }
    Map<String, Integer> tasks = new LinkedHashMap<>();
    backstage
        .diagrams()
        .tasksOfAllDiagrams()
        .keySet()
        .forEach(
            task ->
                Optional.ofNullable(play.completed().get(task)).ifPresent(n -> tasks.put(task, n)));
    return new Outcome(
        lines.ideas().size(), ended, running, play.troubles(), refused, tasks, changed, seconds);
  }
}
