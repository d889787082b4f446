package fr.fabrique.idea;

/** Whether somebody must not learn who wrote an idea. */
public interface AuthorsVeil {

  /** True for a juror of the idea where its challenge is judged blind. */
  boolean hidesAuthors(String idea, String viewer);
}
