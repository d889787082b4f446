package fr.fabrique.change.forecast;

import fr.fabrique.change.forecast.Past.Case;
import fr.fabrique.change.forecast.Run.Load;
import fr.fabrique.engine.EngineClock;
import fr.fabrique.engine.StepCatalogue;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.task.IdentityLink;

/**
 * Plays a stream of ideas through a route, event by event: ideas come in, people get to their tasks
 * one after the other, timers fire. The clock is moved for the thread that plays.
 */
final class Floor implements Stage.Director {

  /** Persons whom a step names belong to these groups; all others have time of their own. */
  private static final Map<String, String> PERSONS =
      Map.of("juror", "jurors", "chair", "juryChairs");

  /** So long after the last idea it is played on. */
  private static final Duration TAIL = Duration.ofDays(365);

  private final Question question;
  private final Past past;
  private final Habits habits;
  private final Set<String> groups;

  /** Groups that were met and of which nobody says how many people they have. */
  private final Set<String> unsaid = new TreeSet<>();

  private final People work;
  private final Stage stage;
  private final long seed;
  private final PriorityQueue<Event> events =
      new PriorityQueue<>(Comparator.comparing(Event::at).thenComparing(Event::number));
  private final Map<String, Open> open = new HashMap<>();
  private final Map<String, Deque<Open>> waiting = new HashMap<>();
  private final Map<String, Integer> idle = new HashMap<>();
  private final Map<String, Integer> given = new HashMap<>();
  private final Map<String, Set<String>> asked = new HashMap<>();
  private final Map<String, Integer> occurrences = new HashMap<>();
  private final Map<String, LocalDateTime> cameIn = new HashMap<>();
  private final Map<String, LocalDateTime> through = new LinkedHashMap<>();
  private final Set<String> settled = new HashSet<>();

  private final List<String> toDismiss = new ArrayList<>();
  private final Map<String, Record> records = new TreeMap<>();
  private final Map<String, Double> worked = new TreeMap<>();
  private final Map<String, Integer> troubles = new TreeMap<>();
  private LocalDateTime now;
  private int number;

  /**
   * @param what what is to be done at that time
   */
  private record Event(LocalDateTime at, int number, Runnable what) {}

  /** A task that somebody has to do. */
  private record Open(
      String id, String element, String idea, String pool, LocalDateTime came, Case drawn) {}

  /** What is noted of a task's element. */
  private static final class Record {

    private final String label;
    private final List<Double> waits = new ArrayList<>();
    private final List<Double> days = new ArrayList<>();

    Record(String label) {
      this.label = label;
    }
  }

  /**
   * @param stage for this play alone until it is over
   */
  Floor(
      Stage stage,
      SortedMap<String, byte[]> route,
      StepCatalogue catalogue,
      Past past,
      Question question,
      long seed) {
    this.question = question;
    this.past = past;
    this.seed = seed;
    this.groups = catalogue.groups();
    this.habits = new Habits(past, seed, catalogue, route);
    this.work = new People(question.hours(), Duration.ofMinutes(question.effortMinutes()));
    this.now = question.arrivals().get(0);
    this.stage = stage;
  }

  Run play() {
    try {
      stage.clear(this);
      LocalDateTime first = question.arrivals().get(0);
      LocalDateTime last = question.arrivals().get(question.arrivals().size() - 1);
      for (int i = 0; i < question.arrivals().size(); i++) {
        String idea = "i" + i;
        at(question.arrivals().get(i), () -> comeIn(idea));
      }
      at(first.plusHours(6), this::lookAtTimers);
      LocalDateTime end = last.plus(TAIL);
      while (!events.isEmpty() && !events.peek().at().isAfter(end) && !allSettled()) {
        Event event = events.poll();
        now = event.at();
        clock();
        try {
          event.what().run();
        } catch (ProcessEngineException stuck) {
          // It goes no further; the others do.
          troubles.merge(
              String.valueOf(stuck.getMessage()).lines().findFirst().orElse(""), 1, Integer::sum);
        }
        dismiss();
      }
      return run(first);
    } finally {
      EngineClock.releaseThisThread();
    }
  }

  private boolean allSettled() {
    return settled.size() == question.arrivals().size();
  }

  private void comeIn(String idea) {
    cameIn.put(idea, now);
    if (cameIn.size() == 20 || cameIn.size() == 200) {
      stage.tables().adapt();
    }
    stage.begin(
        idea,
        Map.of("challenge", "forecast", "author", "author-" + idea, "manager", "manager-" + idea));
  }

  /** Timers are looked at four times a day: those of a route count in days. */
  private void lookAtTimers() {
    ManagementService jobs = stage.engine().getManagementService();
    for (Job job : jobs.createJobQuery().executable().active().list()) {
      // One that ran before it may have cancelled it.
      if (jobs.createJobQuery().jobId(job.getId()).count() > 0) {
        jobs.executeJob(job.getId());
      }
    }
    at(now.plusHours(6), this::lookAtTimers);
  }

  @Override
  public void ended(String idea) {
    settled.add(idea);
  }

  @Override
  public Map<String, Object> play(String bean, DelegateExecution at) {
    String idea = at.getProcessBusinessKey();
    String element = at.getCurrentActivityId();
    Map<String, Object> facts =
        new HashMap<>(habits.atStep(idea, element, bean, occurrence(idea, element)));
    Map<String, String> leaves = habits.leaves(bean);
    PERSONS.forEach(
        (fact, group) -> {
          if (leaves.containsKey(fact)) {
            facts.put(fact, person(group, idea));
          }
        });
    leaves
        .keySet()
        .forEach(
            fact -> {
              if (!facts.containsKey(fact)) {
                facts.put(
                    fact,
                    fact.endsWith("Since") ? now.toLocalDate().toString() : fact + "-" + idea);
              }
            });
    return facts;
  }

  /** Who of the group has been given least, and nothing of this idea yet. */
  private String person(String group, String idea) {
    int people = Math.max(1, size(group));
    Set<String> taken = asked.computeIfAbsent(idea + group, i -> new HashSet<>());
    String best = null;
    for (int i = 0; i < people; i++) {
      String person = group + "-" + i;
      if ((!taken.contains(person) || taken.size() >= people)
          && (best == null || given.getOrDefault(person, 0) < given.getOrDefault(best, 0))) {
        best = person;
      }
    }
    taken.add(best);
    given.merge(best, 1, Integer::sum);
    return best;
  }

  @Override
  public void taskCame(DelegateTask task, String form) {
    String idea = task.getExecution().getProcessBusinessKey();
    String element = task.getTaskDefinitionKey();
    Case drawn = habits.atTask(idea, element, form, occurrence(idea, element));
    Open came = new Open(task.getId(), element, idea, pool(task), now, drawn);
    open.put(task.getId(), came);
    records.computeIfAbsent(element, e -> new Record(task.getName()));
    LocalDateTime ready =
        now.plusSeconds(Math.round(Math.max(0, drawn.days() * 86_400 - work.effort().toSeconds())));
    at(ready, () -> ready(came));
  }

  private String pool(DelegateTask task) {
    if (task.getAssignee() != null) {
      return task.getAssignee();
    }
    return task.getCandidates().stream()
        .map(IdentityLink::getGroupId)
        .filter(group -> group != null)
        .findFirst()
        .orElse("nobody");
  }

  @Override
  public void taskWent(String task) {
    Open gone = open.remove(task);
    if (gone != null) {
      addDays(gone, now);
    }
  }

  @Override
  public void left(String element, String idea) {
    if (element.equals(question.until()) && !through.containsKey(idea)) {
      through.put(idea, now);
      settled.add(idea);
      toDismiss.add(idea);
    }
  }

  /** Nobody need follow them any further. */
  private void dismiss() {
    if (toDismiss.isEmpty()) {
      return;
    }
    stage.tables().remove(toDismiss);
    open.values().stream()
        .filter(task -> toDismiss.contains(task.idea()))
        .map(Open::id)
        .toList()
        .forEach(this::taskWent);
    toDismiss.clear();
  }

  /** Somebody has come to it, or comes as soon as one of them is free. */
  private void ready(Open task) {
    if (!open.containsKey(task.id())) {
      return;
    }
    if (!isShared(task.pool())) {
      at(work.done(now), () -> done(task));
      return;
    }
    waiting.computeIfAbsent(task.pool(), p -> new ArrayDeque<>()).add(task);
    begin(task.pool());
  }

  /** Members of groups do one task after the other; everybody else has time of their own. */
  private boolean isShared(String pool) {
    return groups.contains(pool)
        || PERSONS.values().stream().anyMatch(group -> pool.startsWith(group + "-"));
  }

  private void begin(String pool) {
    Deque<Open> queue = waiting.getOrDefault(pool, new ArrayDeque<>());
    while (!queue.isEmpty() && idle.computeIfAbsent(pool, this::size) > 0) {
      Open task = queue.poll();
      if (open.containsKey(task.id())) {
        idle.merge(pool, -1, Integer::sum);
        at(
            work.done(now),
            () -> {
              idle.merge(pool, 1, Integer::sum);
              worked.merge(group(pool), work.effort().toMinutes() / 60.0, Double::sum);
              done(task);
              begin(pool);
            });
      }
    }
  }

  /** How many can work at once for a pool: the people of a group, or one person. */
  private int size(String pool) {
    if (pool.matches(".*-\\d+")) {
      return 1;
    }
    Integer said = question.people().getOrDefault(pool, past.people().get(pool));
    if (said == null) {
      unsaid.add(pool);
    }
    return said == null ? 1 : Math.max(1, said);
  }

  private static String group(String pool) {
    return pool.replaceAll("-\\d+$", "");
  }

  private void done(Open task) {
    if (open.containsKey(task.id())) {
      records
          .get(task.element())
          .waits
          .add(Duration.between(task.came(), now).toSeconds() / 86_400.0);
      stage.complete(task.id(), task.drawn().facts());
    }
  }

  private int occurrence(String idea, String element) {
    return occurrences.merge(idea + " " + element, 1, Integer::sum);
  }

  private void at(LocalDateTime time, Runnable what) {
    events.add(new Event(time, number++, what));
  }

  private void clock() {
    EngineClock.stopForThisThreadAt(now.atZone(ZoneId.systemDefault()).toInstant());
  }

  /** Each day on which a task was open counts, as far as it was. */
  private void addDays(Open task, LocalDateTime until) {
    List<Double> days = records.get(task.element()).days;
    LocalDateTime start = question.arrivals().get(0);
    double from = Duration.between(start, task.came()).toSeconds() / 86_400.0;
    double to = Duration.between(start, until).toSeconds() / 86_400.0;
    for (int day = (int) from; day <= to; day++) {
      while (days.size() <= day) {
        days.add(0.0);
      }
      double part = Math.min(to, day + 1) - Math.max(from, day);
      days.set(day, days.get(day) + Math.max(0, part));
    }
  }

  private Run run(LocalDateTime first) {
    new ArrayList<>(open.values()).forEach(task -> addDays(task, now));
    Map<String, Run.Task> tasks = new TreeMap<>();
    records.forEach(
        (element, record) ->
            tasks.put(
                element,
                new Run.Task(
                    record.label, record.waits.stream().sorted().toList(), weekly(record.days))));
    Map<String, Load> groups = new TreeMap<>();
    worked.forEach(
        (group, hours) ->
            groups.put(
                group, new Load(size(group), hours, size(group) * work.hoursBetween(first, now))));
    List<Double> times =
        through.entrySet().stream()
            .map(e -> Duration.between(cameIn.get(e.getKey()), e.getValue()).toSeconds() / 86_400.0)
            .sorted()
            .toList();
    return new Run(
        seed,
        through.size(),
        settled.size() - through.size(),
        cameIn.size() - settled.size(),
        times,
        tasks,
        groups,
        habits.learned(),
        List.copyOf(habits.defaults()),
        List.copyOf(unsaid),
        troubles);
  }

  private static List<Double> weekly(List<Double> days) {
    List<Double> weeks = new ArrayList<>();
    for (int day = 0; day < days.size(); day += 7) {
      List<Double> week = days.subList(day, Math.min(days.size(), day + 7));
      weeks.add(week.stream().mapToDouble(d -> d).sum() / week.size());
    }
    return weeks;
  }
}
