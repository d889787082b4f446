package fr.fabrique.rehearsal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The lines of the file that became ideas: what an idea is called in every rehearsal. */
final class Lines {

  private record Line(int place, String externalId) {}

  private final long seed;
  private final Map<String, Line> lines = new LinkedHashMap<>();

  Lines(long seed) {
    this.seed = seed;
  }

  void add(String idea, String externalId) {
    lines.put(idea, new Line(lines.size(), externalId));
  }

  Set<String> ideas() {
    return lines.keySet();
  }

  /** Its external id; what is no idea of the file keeps its own name. */
  String nameOf(String subject) {
    Line line = lines.get(subject);
    return line == null ? String.valueOf(subject) : line.externalId();
  }

  /** Its place in the file; what is no idea of the file comes first. */
  int placeOf(String subject) {
    Line line = lines.get(subject);
    return line == null ? -1 : line.place();
  }

  /** The same draws in every rehearsal with this seed. */
  Draw draw(String subject, Object... words) {
    List<Object> all = new ArrayList<>(List.of(nameOf(subject)));
    all.addAll(List.of(words));
    return Draw.of(seed, all.toArray());
  }
}
