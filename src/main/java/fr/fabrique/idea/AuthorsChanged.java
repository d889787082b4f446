package fr.fabrique.idea;

/** Somebody has become an author of the idea; told in the transaction of the change. */
public record AuthorsChanged(String idea) {}
