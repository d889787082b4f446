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
    String file, int line, String element, String label, Rule rule, String message, String remedy) {

  /** A finding on a whole file. */
  public static Finding on(String file, Rule rule, String message, String remedy) {
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
  public String sentence() {
    StringBuilder sentence = new StringBuilder(file);
    if (line > 0) {
      sentence.append(", line ").append(line);
    }
    if (!label.isBlank()) {
      sentence.append(", “").append(label.strip().replaceAll("\\s+", " ")).append('”');
    }
    if (!element.isBlank() && !element.equals(label)) {
      sentence.append(" (").append(element).append(')');
    }
    return sentence.append(": ").append(message).append(' ').append(remedy).toString();
  }
}
