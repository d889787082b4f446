package fr.fabrique.diagrams;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.camunda.bpm.model.bpmn.instance.SubProcess;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnEdge;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnShape;
import org.camunda.bpm.model.bpmn.instance.dc.Bounds;
import org.camunda.bpm.model.bpmn.instance.di.Waypoint;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Lines of a diagram can be followed with the eye. */
class LayoutTest {

  /**
   * Completing an idea loops around the screening, into which an idea that sleeps outside of the
   * loop wakes up.
   */
  private static final Set<String> CANNOT_BE_HELPED =
      Set.of("flow_revived_before_screening x flow_screened_before_complete");

  private record Piece(String flow, Line2D line) {}

  static List<Diagram> diagrams() {
    return Diagram.all();
  }

  @ParameterizedTest
  @MethodSource("diagrams")
  void flows_cross_only_where_it_cannot_be_helped(Diagram diagram) {
    List<Piece> pieces = pieces(diagram);
    Set<String> crossings = new TreeSet<>();
    for (Piece one : pieces) {
      for (Piece other : pieces) {
        if (one.flow().compareTo(other.flow()) < 0 && cross(one.line(), other.line())) {
          crossings.add(one.flow() + " x " + other.flow());
        }
      }
    }
    crossings.removeAll(CANNOT_BE_HELPED);

    assertThat(crossings).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("diagrams")
  void no_flow_runs_through_a_symbol(Diagram diagram) {
    List<String> hidden = new ArrayList<>();
    for (BpmnShape shape : diagram.elements(BpmnShape.class)) {
      if (shape.getBpmnElement() instanceof SubProcess) {
        continue;
      }
      Bounds box = shape.getBounds();
      Rectangle2D inside =
          new Rectangle2D.Double(
              box.getX() + 1, box.getY() + 1, box.getWidth() - 2, box.getHeight() - 2);
      pieces(diagram).stream()
          .filter(piece -> piece.line().intersects(inside))
          .forEach(piece -> hidden.add(piece.flow() + " > " + shape.getBpmnElement().getId()));
    }

    assertThat(hidden).isEmpty();
  }

  /** Lines that join, or run over one another to one end, do not cross. */
  private static boolean cross(Line2D one, Line2D other) {
    return between(one, other) && between(other, one);
  }

  private static boolean between(Line2D line, Line2D ends) {
    return line.relativeCCW(ends.getP1()) * line.relativeCCW(ends.getP2()) < 0
        && line.ptLineDist(ends.getP1()) > 0
        && line.ptLineDist(ends.getP2()) > 0;
  }

  private static List<Piece> pieces(Diagram diagram) {
    return diagram.elements(BpmnEdge.class).stream()
        .flatMap(
            edge -> {
              List<Waypoint> points = List.copyOf(edge.getWaypoints());
              return IntStream.range(1, points.size())
                  .mapToObj(
                      i ->
                          new Piece(
                              edge.getBpmnElement().getId(),
                              new Line2D.Double(
                                  points.get(i - 1).getX(), points.get(i - 1).getY(),
                                  points.get(i).getX(), points.get(i).getY())));
            })
        .toList();
  }
}
