package fr.fabrique.idea;

/** The author has taken the idea off its route, wherever it was. */
public record IdeaWithdrawn(String idea) {}
