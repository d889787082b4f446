package fr.fabrique.idea;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The ideas and their authors. */
public interface Ideas {

  /**
   * An idea. Its texts are clean HTML fragments, null where nothing was said; the title is plain.
   *
   * @param author the account of the one who submitted it
   * @param mergedInto the similar idea that goes on in its place, or null
   */
  record Idea(
      String id,
      String challenge,
      String externalId,
      String title,
      String problem,
      String solution,
      String beneficiaries,
      String effect,
      String links,
      String theme,
      String author,
      OffsetDateTime submittedAt,
      String mergedInto) {}

  Optional<Idea> find(String id);

  /** The idea, when this person may see it: one of its authors, or one who accompanies ideas. */
  Optional<Idea> find(String id, String viewer);

  /** The author and the co-authors. */
  Set<String> authors(String idea);

  /** The author and the co-authors of each idea of a challenge, by idea. */
  Map<String, Set<String>> authorsIn(String challenge);

  /** All ideas of a challenge, in the order in which they came in. */
  List<Idea> in(String challenge);

  /** Ideas that the person wrote, alone or with others, newest first. */
  List<Idea> of(String person);
}
