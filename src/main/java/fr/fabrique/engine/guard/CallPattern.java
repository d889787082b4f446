package fr.fabrique.engine.guard;

import java.util.List;
import java.util.Set;

/**
 * A method and a path, such as {@code POST /engine/engine/default/task/{id}/claim}: {@code {id}}
 * stands for any one segment, {@code {self}} for the caller's account, {@code **} for any rest.
 */
record CallPattern(String method, List<String> segments) {

  /** Words that stand where an id could, but ask something of all. */
  private static final Set<String> COLLECTION_CALLS = Set.of("count", "create", "report");

  static CallPattern of(String pattern) {
    int space = pattern.indexOf(' ');
    return new CallPattern(
        pattern.substring(0, space), List.of(pattern.substring(space + 2).split("/")));
  }

  boolean matches(Call call) {
    if (!method.equals("*") && !method.equals(call.method())) {
      return false;
    }
    List<String> path = call.segments();
    for (int i = 0; i < segments.size(); i++) {
      if (segments.get(i).equals("**")) {
        return true;
      }
      if (i >= path.size() || !matches(segments.get(i), path.get(i), call.person())) {
        return false;
      }
    }
    return path.size() == segments.size();
  }

  private static boolean matches(String expected, String segment, String person) {
    return switch (expected) {
      case "{id}" -> !COLLECTION_CALLS.contains(segment);
      case "{self}" -> segment.equals(person);
      default -> segment.equals(expected);
    };
  }
}
