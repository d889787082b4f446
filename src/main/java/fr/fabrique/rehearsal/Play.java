package fr.fabrique.rehearsal;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import fr.fabrique.engine.EngineClock;
import fr.fabrique.rehearsal.ProgramClient.Answer;
import fr.fabrique.rehearsal.process.Backstage;
import fr.fabrique.rehearsal.process.Backstage.OpenTask;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Round after round, lets everybody do what they mean to do now; when nobody means to do anything,
 * moves the clock to where something happens next.
 */
final class Play {

  /** Far more than any route needs; an endless one must not hold people up for ever. */
  private static final int MOST_ROUNDS = 50_000;

  private final Lines lines;
  private final Backstage backstage;
  private final Cast cast;
  private final Progress progress;
  private final Map<String, Plan> plans = new HashMap<>();
  private final Map<String, Integer> occurrences = new HashMap<>();
  private final Map<String, Integer> done = new HashMap<>();
  private final Map<String, Integer> reworked = new HashMap<>();
  private final Map<String, Integer> completed = new TreeMap<>();
  private final Map<String, Instant> revivals = new HashMap<>();
  private final Set<String> withdrawn = new HashSet<>();
  private Pace pace = Pace.ALL_AT_ONCE;
  private int left;
  private int troubles;
  private int rounds;

  Play(Lines lines, Backstage backstage, Cast cast, Progress progress) {
    this.lines = lines;
    this.backstage = backstage;
    this.cast = cast;
    this.progress = progress;
  }

  /**
   * What somebody means to do about a task.
   *
   * @param occurrence how many tasks of this kind the idea had before
   * @param from when they do it; {@link Instant#MAX} for never
   */
  private record Plan(int occurrence, Instant from) {}

  void at(Pace pace) {
    this.pace = pace;
  }

  /** From now on, at each element so many tasks of those who came last are left undone. */
  void leave(int tasks) {
    this.left = tasks;
  }

  /** How many tasks people have completed. */
  int tasksDone() {
    return completed.values().stream().mapToInt(n -> n).sum();
  }

  /** Plays until there is enough, or nothing can happen any more. */
  void until(BooleanSupplier enough) {
    while (!enough.getAsBoolean()) {
      if (++rounds > MOST_ROUNDS) {
        progress.say("Stopped after %d rounds: the route has no end for some.", MOST_ROUNDS);
        return;
      }
      Instant now = EngineClock.now().toInstant();
      if (pace.comeIn(now) | backstage.runDueJobs(lines::placeOf, this::trouble) | playRound(now)) {
        progress.now(tasksDone(), backstage::running);
      } else if (!moveTime()) {
        return;
      }
    }
  }

  private boolean playRound(Instant now) {
    cast.reloadLists();
    Set<String> touched = new HashSet<>();
    Predicate<String> followed = pace.followed();
    List<OpenTask> open = new ArrayList<>(backstage.openTasks());
    open.removeIf(task -> !followed.test(task.subject()));
    open.sort(
        Comparator.<OpenTask>comparingInt(task -> lines.placeOf(task.subject()))
            .thenComparing(OpenTask::key)
            .thenComparingInt(OpenTask::seat)
            .thenComparingInt(task -> plans.containsKey(task.id()) ? occurrence(task) : 9_999));
    Map<String, Long> undone = open.stream().collect(groupingBy(OpenTask::key, counting()));
    boolean acted = revive(now);
    for (OpenTask task : open) {
      Plan plan = plans.computeIfAbsent(task.id(), id -> plan(task, now));
      boolean stays = undone.merge(task.key(), -1L, Long::sum) < left;
      if (!stays && !plan.from().isAfter(now) && !touched.contains(task.subject())) {
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
    Draw draw = lines.draw(task.subject(), task.key(), task.seat(), occurrence, "when");
    boolean never = task.mayStayUnanswered() && Habits.staysSilent(task.key(), draw);
    return new Plan(occurrence, never ? Instant.MAX : now.plus(pace.delay(task.key(), draw)));
  }

  private int occurrence(OpenTask task) {
    return plans.get(task.id()).occurrence();
  }

  private void perform(OpenTask task, Plan plan) {
    Draw draw = lines.draw(task.subject(), task.key(), task.seat(), plan.occurrence());
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
                  lines.draw(task.subject(), "quality"), reworked.getOrDefault(task.subject(), 0)),
              Habits.simple(lines.draw(task.subject(), "simple")),
              EngineClock.now(),
              lines::nameOf);
      Map<String, Object> answers =
          filler.fill(OpenedForm.of(browser.form(task.id()), browser.formVariables(task.id())));
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
    int tasksDone = done.getOrDefault(idea, 0);
    boolean tired =
        Habits.withdrawal(lines.draw(idea, "withdrawal")).filter(n -> n == tasksDone).isPresent();
    if (tired && backstage.canWithdraw(idea) && withdrawn.add(idea)) {
      post(idea, "withdrawal");
      return true;
    }
    return false;
  }

  /** Authors revive what sleeps, some time after it fell asleep. */
  private boolean revive(Instant now) {
    boolean acted = false;
    Map<String, String> asleep = backstage.asleep();
    revivals.keySet().retainAll(asleep.keySet());
    List<Map.Entry<String, String>> inOrder = new ArrayList<>(asleep.entrySet());
    inOrder.sort(Comparator.comparingInt(sleep -> lines.placeOf(sleep.getValue())));
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
    return Habits.revival(lines.draw(idea, "revival", sleeps))
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
    Instant now = EngineClock.now().toInstant();
    Optional<Instant> next =
        Stream.of(
                backstage.nextTimer().stream(),
                plans.values().stream().map(Plan::from),
                revivals.values().stream(),
                pace.next().stream())
            .flatMap(times -> times)
            .filter(time -> time.isAfter(now) && !time.equals(Instant.MAX))
            .min(Comparator.naturalOrder());
    next.ifPresent(EngineClock::stopAt);
    return next.isPresent();
  }

  /** Tasks that people completed, by element. */
  Map<String, Integer> completed() {
    return completed;
  }

  int rounds() {
    return rounds;
  }

  int troubles() {
    return troubles;
  }

  /** Something went wrong that must not be hidden. */
  void trouble(String step, String subject, String reason) {
    troubles++;
    progress.say("Incident at %s of %s: %s", step, lines.nameOf(subject), reason);
  }
}
