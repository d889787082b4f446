package fr.fabrique.rehearsal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fr.fabrique.engine.EngineClock;
import fr.fabrique.rehearsal.Outcome.Refusal;
import fr.fabrique.rehearsal.ProgramClient.Answer;
import fr.fabrique.rehearsal.process.Backstage;
import fr.fabrique.rehearsal.process.Backstage.OpenTask;
import java.io.PrintWriter;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
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

  private static final int MOST_ROUNDS = 5_000;
  private static final String CHALLENGE = "rehearsal";
  private static final String ANIMATOR = "animator";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final long seed;
  private final Backstage backstage;
  private final Runnable grown;
  private final Cast cast;
  private final Progress progress;

  /** External ids and places in the file, by idea. */
  private final Map<String, String> names = new LinkedHashMap<>();

  private final Map<String, Integer> places = new HashMap<>();
  private final Map<String, Plan> plans = new HashMap<>();
  private final Map<String, Integer> occurrences = new HashMap<>();
  private final Map<String, Integer> done = new HashMap<>();
  private final Map<String, Integer> reworked = new HashMap<>();
  private final Map<String, Integer> completed = new HashMap<>();
  private final Map<String, Instant> revivals = new HashMap<>();
  private final Map<String, Integer> withdrawals = new HashMap<>();
  private int troubles;
  private int rounds;

  /**
   * @param base where the product answers
   * @param grown called when the tables have grown a lot, so that the database may adapt to it
   */
  Rehearsal(String base, long seed, Backstage backstage, Runnable grown, PrintWriter progress) {
    this.seed = seed;
    this.backstage = backstage;
    this.grown = grown;
    this.cast = new Cast(base, backstage);
    this.progress = new Progress(progress);
  }

  /**
   * What somebody means to do about a task.
   *
   * @param occurrence how many tasks of this kind the idea had before
   * @param from when they do it; {@link Instant#MAX} for never
   */
  private record Plan(int occurrence, Instant from) {}

  /**
   * Rehearses with a file of ideas.
   *
   * @throws UnusableInput when the file cannot be imported or holds no idea that can be taken
   */
  Outcome play(byte[] csv) {
    long started = System.nanoTime();
    EngineClock.stopAt(START.atZone(ZoneId.systemDefault()).toInstant());
    try {
      openChallenge();
      List<Refusal> refused = importIdeas(csv);
      playUntil(() -> false);
      return outcome(refused, Math.round((System.nanoTime() - started) / 1e9));
    } finally {
      EngineClock.release();
    }
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
    playUntil(this::challengeIsOpen);
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

  private List<Refusal> importIdeas(byte[] csv) {
    Answer report =
        cast.program(ANIMATOR)
            .post(
                "/api/challenges/%s/ideas/import".formatted(CHALLENGE),
                "text/csv",
                BodyPublishers.ofByteArray(csv));
    if (report.isRefusal()) {
      throw new UnusableInput(report.reason());
    }
    List<Refusal> refused = new ArrayList<>();
    for (JsonNode line : report.body().path("refused")) {
      refused.add(new Refusal(line.path("line").asLong(), line.path("reason").asText()));
    }
    for (JsonNode line : report.body().path("accepted")) {
      String idea = line.path("id").asText();
      String name = line.path("externalId").asText();
      places.put(idea, names.size());
      names.put(idea, name);
      Habits.withdrawal(draw(idea, "withdrawal")).ifPresent(n -> withdrawals.put(idea, n));
    }
    if (names.isEmpty()) {
      throw new UnusableInput(
          refused.isEmpty()
              ? "the file holds no idea."
              : "no line can be taken; line %d: %s"
                  .formatted(refused.get(0).line(), refused.get(0).reason()));
    }
    grown.run();
    progress.say("%d ideas taken in, %d lines refused.", names.size(), refused.size());
    return refused;
  }

  /** Plays round after round; ends when nothing can happen any more. */
  private void playUntil(BooleanSupplier enough) {
    while (!enough.getAsBoolean()) {
      if (++rounds > MOST_ROUNDS) {
        progress.say("Stopped after %d rounds: the route has no end for some.", MOST_ROUNDS);
        return;
      }
      if (backstage.runDueJobs(this::place) | playRound()) {
        progress.now(completed.values().stream().mapToInt(n -> n).sum(), backstage::running);
      } else if (!moveTime()) {
        return;
      }
    }
  }

  private boolean playRound() {
    Instant now = EngineClock.now().toInstant();
    cast.reloadLists();
    Set<String> touched = new HashSet<>();
    List<OpenTask> open = new ArrayList<>(backstage.openTasks());
    open.sort(
        Comparator.<OpenTask>comparingInt(task -> place(task.subject()))
            .thenComparing(OpenTask::key)
            .thenComparingInt(OpenTask::seat)
            .thenComparingInt(task -> plans.containsKey(task.id()) ? occurrence(task) : 9_999));
    boolean acted = revive(now);
    for (OpenTask task : open) {
      Plan plan = plans.computeIfAbsent(task.id(), id -> plan(task, now));
      if (!plan.from().isAfter(now) && !touched.contains(task.subject())) {
        perform(task, plan);
        acted = true;
        if (withdrawIfTired(task.subject())) {
          touched.add(task.subject());
        }
      }
    }
    plans.keySet().retainAll(open.stream().map(OpenTask::id).toList());
    return acted;
  }

  private Plan plan(OpenTask task, Instant now) {
    int occurrence = occurrences.merge(task.subject() + task.key() + task.seat(), 1, Integer::sum);
    Draw draw = draw(task.subject(), task.key(), task.seat(), occurrence, "when");
    boolean never = backstage.mayStayUnanswered(task) && Habits.staysSilent(task.key(), draw);
    return new Plan(occurrence, never ? Instant.MAX : now.plus(Habits.delay(task.key(), draw)));
  }

  private int occurrence(OpenTask task) {
    return plans.get(task.id()).occurrence();
  }

  private void perform(OpenTask task, Plan plan) {
    Draw draw = draw(task.subject(), task.key(), task.seat(), plan.occurrence());
    try {
      String actor = cast.actor(task, draw);
      if (!cast.seesInList(actor, task)) {
        throw new IllegalStateException("It is not in the list of tasks of " + actor + ".");
      }
      TasklistClient browser = cast.browser(actor);
      if (task.assignee() == null) {
        accepted(browser.claim(task.id(), actor));
      }
      FormFiller filler =
          new FormFiller(
              draw,
              Habits.quality(
                  draw(task.subject(), "quality"), reworked.getOrDefault(task.subject(), 0)),
              Habits.simple(draw(task.subject(), "simple")),
              EngineClock.now(),
              offered -> names.getOrDefault(offered, offered));
      Map<String, Object> answers =
          filler.fill(browser.form(task.id()), browser.formVariables(task.id()));
      accepted(browser.submit(task.id(), answers));
      completed.merge(task.key(), 1, Integer::sum);
      done.merge(task.subject(), 1, Integer::sum);
      if (task.key().equals("task_rework_idea")) {
        reworked.merge(task.subject(), 1, Integer::sum);
      }
    } catch (RuntimeException failed) {
      trouble(task.key(), task.subject(), failed.getMessage());
      plans.put(task.id(), new Plan(plan.occurrence(), Instant.MAX));
    }
  }

  private static void accepted(HttpResponse<String> response) {
    if (response.statusCode() >= 300) {
      throw new IllegalStateException(
          "status %d: %s".formatted(response.statusCode(), response.body()));
    }
  }

  private boolean withdrawIfTired(String idea) {
    if (!done.getOrDefault(idea, 0).equals(withdrawals.get(idea)) || !backstage.canWithdraw(idea)) {
      return false;
    }
    withdrawals.remove(idea);
    post(idea, "withdrawal");
    return true;
  }

  /** Authors revive what sleeps, some time after it fell asleep. */
  private boolean revive(Instant now) {
    boolean acted = false;
    Map<String, String> asleep = backstage.asleep();
    revivals.keySet().retainAll(asleep.keySet());
    List<Map.Entry<String, String>> inOrder = new ArrayList<>(asleep.entrySet());
    inOrder.sort(Comparator.comparingInt(sleep -> place(sleep.getValue())));
    for (Map.Entry<String, String> sleep : inOrder) {
      String idea = sleep.getValue();
      Instant when = revivals.computeIfAbsent(sleep.getKey(), id -> revival(idea, now));
      if (!when.isAfter(now)) {
        revivals.put(sleep.getKey(), Instant.MAX);
        post(idea, "revival");
        acted = true;
      }
    }
    return acted;
  }

  private Instant revival(String idea, Instant now) {
    int sleeps = occurrences.merge(idea + "sleep", 1, Integer::sum);
    return Habits.revival(draw(idea, "revival", sleeps))
        .map(after -> now.atZone(ZoneId.systemDefault()).plus(after).toInstant())
        .orElse(Instant.MAX);
  }

  private void post(String idea, String what) {
    Answer answer =
        cast.program(backstage.author(idea)).post("/api/ideas/%s/%s".formatted(idea, what));
    if (answer.isRefusal()) {
      trouble(what, idea, answer.reason());
    }
  }

  /** Moves the clock to where something can happen next; whether there is such a time. */
  private boolean moveTime() {
    Optional<Instant> next =
        java.util.stream.Stream.of(
                backstage.nextTimer().stream(),
                plans.values().stream().map(Plan::from),
                revivals.values().stream())
            .flatMap(times -> times)
            .filter(time -> !time.equals(Instant.MAX))
            .min(Comparator.naturalOrder());
    next.ifPresent(EngineClock::stopAt);
    return next.isPresent();
  }

  private Outcome outcome(List<Refusal> refused, long seconds) {
    Map<String, Integer> ended = new LinkedHashMap<>();
    backstage.endsOfTheRoute().keySet().forEach(end -> ended.put(end, 0));
    int running = backstage.running();
    backstage
        .ends(names.keySet())
        .forEach(
            (idea, ends) -> {
              if (ends.size() == 1) {
                ended.merge(ends.get(0), 1, Integer::sum);
              } else {
                trouble("end", idea, "it has reached %d ends".formatted(ends.size()));
              }
            });
    if (running > 0) {
      progress.say("Still under way: %s", backstage.whereabouts());
    }
    Map<String, Integer> tasks = new LinkedHashMap<>();
    backstage
        .tasksOfAllDiagrams()
        .keySet()
        .forEach(
            task -> Optional.ofNullable(completed.get(task)).ifPresent(n -> tasks.put(task, n)));
    return new Outcome(
        names.size(), ended, running, backstage.failedJobs() + troubles, refused, tasks, seconds);
  }

  private void trouble(String step, String subject, String reason) {
    troubles++;
    progress.say("Incident at %s of %s: %s", step, names.getOrDefault(subject, subject), reason);
  }

  private Draw draw(String subject, Object... words) {
    List<Object> all =
        new ArrayList<>(List.of(names.getOrDefault(subject, String.valueOf(subject))));
    all.addAll(List.of(words));
    return Draw.of(seed, all.toArray());
  }

  private int place(String subject) {
    return places.getOrDefault(subject, -1);
  }
}
