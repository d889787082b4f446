package fr.fabrique.change.difference;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;

/**
 * One thing that is not in the draft as it is in the published revision.
 *
 * @param file where it stands, such as {@code processes/idea-route.bpmn}
 * @param what its kind: the name of the BPMN or DMN element, of the form's component, {@code text}
 *     for a text of the catalogue, {@code file} for a whole file
 * @param element its id; the file's name for a whole file
 * @param label what people read on it
 * @param details what was changed about it; empty unless it was changed
 */
public record Difference(
    String file, Kind kind, String what, String element, String label, List<Detail> details) {

  /** How something differs. */
  public enum Kind {
    ADDED,
    REMOVED,
    /** In another part of the diagram, or before others that it came after. */
    MOVED,
    CHANGED,
    /** Drawn elsewhere, which nobody but the reader of the diagram notices. */
    REDRAWN
  }

  /**
   * What was changed about something.
   *
   * @param property what it is, such as {@code candidateGroups}
   * @param of which one where there are several of a kind: the setting, the column, the option;
   *     else empty
   * @param from what it was; empty when it was not there
   * @param to what it is; empty when it is gone
   */
  public record Detail(String property, String of, String from, String to) {}

  /** Whether the route itself stays as it is. */
  @JsonIgnore
  public boolean isLayoutOnly() {
    return kind == Kind.REDRAWN;
  }
}
