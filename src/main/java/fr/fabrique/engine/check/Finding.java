package fr.fabrique.engine.check;

/**
 * Something that the owner of a route should know before it is put in force.
 *
 * @param file where it is, such as {@code processes/idea-route.bpmn}
 * @param line the line in that file, 0 where none can be named
 * @param element the id of the element, empty where the whole file is meant
 * @param label what people read on the element
 * @param rule what is asked of the route
 * @param message what is wrong
 * @param remedy what to do
 */
public record Finding(
    String file, int line, String element, String label, Rule rule, Words message, Words remedy) {

  /** A finding on a whole file. */
  public static Finding on(String file, Rule rule, Words message, Words remedy) {
    return new Finding(file, 0, "", "", rule, message, remedy);
  }

  public Severity severity() {
    return rule.severity();
  }

  /** Whether the route is not put in force with it. */
  public boolean blocks() {
    return severity() == Severity.BLOCKS;
  }

  /** All of it in one line for people. */
  public Words sentence() {
    Object where = line > 0 ? Words.of("%s, line %s", file, line) : file;
    if (!label.isBlank()) {
      where = Words.of("%s, “%s”", where, label.strip().replaceAll("\\s+", " "));
    }
    if (!element.isBlank() && !element.equals(label)) {
      where = Words.of("%s (%s)", where, element);
    }
    return Words.of("%s: %s %s", where, message, remedy);
  }
}
