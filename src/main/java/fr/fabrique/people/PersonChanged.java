package fr.fabrique.people;

/**
 * Somebody has moved to another unit, alone or with it, or has joined or left a group. Told in the
 * transaction of the change where it is made here, right after it where it is made in Admin.
 */
public record PersonChanged(String person) {}
