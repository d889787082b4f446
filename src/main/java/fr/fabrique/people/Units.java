package fr.fabrique.people;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The tree of organisational units and who belongs where, as it stands at one moment: many
 * questions about many people cost one look.
 *
 * @param members each person's unit, by account
 * @param parents each unit's superior unit, by unit; units at the top are left out
 */
public record Units(Map<String, String> members, Map<String, String> parents) {

  public Units {
    members = Map.copyOf(members);
    parents = Map.copyOf(parents);
  }

  /**
   * The unit that two people share: their own where it is the same one, else the lowest that holds
   * both and lies at the given depth or below it.
   *
   * @param depth 1 for the units right below a top, 2 for those below them, and so on
   */
  public Optional<String> sharedBy(String one, String other, int depth) {
    String unit = members.get(one);
    if (unit == null || !members.containsKey(other)) {
      return Optional.empty();
    }
    if (unit.equals(members.get(other))) {
      return Optional.of(unit);
    }
    List<String> path = pathTo(unit);
    List<String> otherPath = pathTo(members.get(other));
    int common = 0;
    while (common < Math.min(path.size(), otherPath.size())
        && path.get(common).equals(otherPath.get(common))) {
      common++;
    }
    return common > depth ? Optional.of(path.get(common - 1)) : Optional.empty();
  }

  /**
   * From the top down to the unit. A circle, which the directory refuses, would end where it began.
   */
  private List<String> pathTo(String unit) {
    List<String> path = new ArrayList<>();
    for (String at = unit; at != null && !path.contains(at); at = parents.get(at)) {
      path.add(0, at);
    }
    return path;
  }
}
