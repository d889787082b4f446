package fr.fabrique.jury.assignment;

import fr.fabrique.jury.assignment.Problem.Pair;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Who reviews what, and what stands in the way of more.
 *
 * @param seats in the order of ideas, then jurors
 * @param shortfalls why reviews are missing, empty if none is; in the order of their first idea
 * @param unkept pairs that the chair fixed and that are not seated: barred, beyond the juror's
 *     room, more than the idea wants, or of an idea or a juror that is not there
 * @param totalMatch the sum over the seats
 */
public record Plan(
    List<Seat> seats, List<Shortfall> shortfalls, List<Pair> unkept, long totalMatch) {

  public Plan {
    seats = List.copyOf(seats);
    shortfalls = List.copyOf(shortfalls);
    unkept = List.copyOf(unkept);
  }

  /** How many reviews could not be placed. */
  public long missing() {
    return shortfalls.stream().mapToLong(Shortfall::missing).sum();
  }

  /**
   * A juror reviews an idea.
   *
   * @param match how many of the juror's fields the idea touches
   * @param load how many reviews the juror has before this one: those they had, and those that the
   *     plan gives them for ideas that stand before this one
   */
  public record Seat(String idea, String juror, int match, int load) {}

  /**
   * Why reviews are missing, as small as it can be said: without any of its ideas fewer would be
   * missing, and parted in two less would be explained. There are two kinds. One idea may have
   * {@linkplain #tooFewJurors() fewer jurors without a bar than it wants reviews}; or ideas compete
   * for jurors whose quotas are used up. An idea can be in one of each kind: what it wants beyond
   * the number of its jurors is missing for the first reason, and the second counts the rest.
   *
   * @param ideas those that compete
   * @param wanted how many reviews they want together; of an idea that competes, at most as many as
   *     there are jurors without a bar
   * @param limits every juror without a bar for one of them at least, in their order
   */
  public record Shortfall(SortedSet<String> ideas, int wanted, List<Limit> limits) {

    public Shortfall {
      ideas = Collections.unmodifiableSortedSet(new TreeSet<>(ideas));
      limits = List.copyOf(limits);
    }

    /** All jurors without a bar for one of the ideas at least. */
    public SortedSet<String> jurors() {
      return limits.stream().map(Limit::juror).collect(Collectors.toCollection(TreeSet::new));
    }

    /** How many reviews these jurors can give to these ideas at most. */
    public int room() {
      return limits.stream().mapToInt(Limit::room).sum();
    }

    public int missing() {
      return wanted - room();
    }

    /** Whether bars alone are the cause: one idea, and fewer jurors than it wants reviews. */
    public boolean tooFewJurors() {
      return ideas.size() == 1 && limits.size() < wanted;
    }
  }

  /**
   * What a juror can do for the ideas of a shortfall.
   *
   * @param allowed how many of the ideas are not barred to them
   * @param room how many of these they can review: less than allowed where their quota is the
   *     limit, after what the chair fixed for them elsewhere. Where bars alone make an idea short,
   *     quotas are left out of account
   */
  public record Limit(String juror, int allowed, int room) {

    /** Whether a higher quota would help these ideas. */
    public boolean byQuota() {
      return room < allowed;
    }
  }
}
