package fr.fabrique.change.move;

/**
 * Where somebody stands on the route.
 *
 * @param process the process by its key
 * @param element the element by its id
 * @param label what people read on it
 */
public record Place(String process, String element, String label) {}
