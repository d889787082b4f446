package fr.fabrique.idea;

/** The idea has a verdict, or left its route without one: no challenge waits for it any longer. */
public record IdeaSettled(String idea) {}
