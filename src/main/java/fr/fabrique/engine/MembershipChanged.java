package fr.fabrique.engine;

/** In Admin, somebody was put into a group or taken out of one. */
public record MembershipChanged(String person) {}
