package fr.fabrique.challenge;

/** An idea of the challenge has received its verdict, or left the route without one. */
public record VerdictGiven(String challenge) {}
