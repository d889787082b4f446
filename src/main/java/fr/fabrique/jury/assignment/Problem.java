package fr.fabrique.jury.assignment;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/**
 * What an assignment has to settle. The order of the lists says nothing.
 *
 * @param ideas those that want reviews, each once
 * @param jurors those who can be asked, each once
 * @param judge what is known of an idea and a juror together
 * @param fixed pairs that the chair wants; of an idea or a juror that is not listed they are of no
 *     effect
 * @param seed decides between plans that are equally good, and nothing else
 */
public record Problem(
    List<Wanted> ideas, List<Juror> jurors, Judge judge, Set<Pair> fixed, long seed) {

  /**
   * @throws IllegalArgumentException if an idea or a juror is listed twice
   */
  public Problem {
    ideas = List.copyOf(ideas);
    jurors = List.copyOf(jurors);
    fixed = Set.copyOf(fixed);
    Objects.requireNonNull(judge, "judge");
    requireDistinct(ideas, Wanted::idea);
    requireDistinct(jurors, Juror::id);
  }

  private static <T> void requireDistinct(List<T> listed, Function<T, String> id) {
    Set<String> seen = new HashSet<>();
    for (T one : listed) {
      if (!seen.add(id.apply(one))) {
        throw new IllegalArgumentException(id.apply(one) + " is listed twice");
      }
    }
  }

  /**
   * An idea that wants reviews.
   *
   * @param reviews how many, beside those it has; below zero, as where it has more than it needs,
   *     counts as none
   */
  public record Wanted(String idea, int reviews) {

    public Wanted {
      Objects.requireNonNull(idea, "idea");
      reviews = Math.max(0, reviews);
    }
  }

  /**
   * Someone who can be asked.
   *
   * @param load how many reviews they have already, up to a billion; counts when work is spread
   *     evenly
   * @param room how many more their quotas allow; below zero, as where a quota was lowered below
   *     what they have, counts as none
   */
  public record Juror(String id, int load, int room) {

    private static final int MOST = 1_000_000_000;

    /**
     * @throws IllegalArgumentException if nobody can have such a load
     */
    public Juror {
      Objects.requireNonNull(id, "id");
      if (load < 0 || load > MOST) {
        throw new IllegalArgumentException("%s cannot have %d reviews".formatted(id, load));
      }
      room = Math.max(0, room);
    }
  }

  /** An idea and a juror. */
  public record Pair(String idea, String juror) {

    public Pair {
      Objects.requireNonNull(idea, "idea");
      Objects.requireNonNull(juror, "juror");
    }
  }

  /**
   * What is known of an idea and a juror together. It is asked once for each pair, all jurors of an
   * idea one after the other, and must always give the same answer.
   */
  @FunctionalInterface
  public interface Judge {

    /**
     * The juror must not review the idea: a conflict of interest, the chair's bar, asked before.
     */
    int BARRED = -1;

    /** How many of the juror's fields the idea touches, from 0, or {@link #BARRED}. */
    int match(String idea, String juror);
  }
}
