package fr.fabrique.change.difference;

import fr.fabrique.change.difference.Difference.Detail;
import fr.fabrique.change.difference.Difference.Kind;
import fr.fabrique.change.difference.Item.Property;
import fr.fabrique.change.difference.Item.Said;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Finds in what two routes differ, whatever tool has written their files in whatever order. */
public final class Differences {

  private final String file;
  private final Map<String, Item> before;
  private final Map<String, Item> now;
  private final List<Difference> found = new ArrayList<>();

  private Differences(String file, Map<String, Item> before, Map<String, Item> now) {
    this.file = file;
    this.before = before;
    this.now = now;
  }

  /**
   * All differences, by file and in its order; what is gone comes last.
   *
   * @param published the files by name, such as {@code forms/a.form}
   * @param draft so too
   * @throws IllegalArgumentException when a file cannot be read; a checked route never throws
   */
  public static List<Difference> between(
      SortedMap<String, byte[]> published, SortedMap<String, byte[]> draft) {
    List<Difference> found = new ArrayList<>();
    Set<String> names = new TreeSet<>(published.keySet());
    names.addAll(draft.keySet());
    for (String name : names) {
      byte[] before = published.get(name);
      byte[] now = draft.get(name);
      if (before == null || now == null) {
        Kind kind = before == null ? Kind.ADDED : Kind.REMOVED;
        found.add(new Difference(name, kind, "file", name, name, List.of()));
      } else if (!Arrays.equals(before, now)) {
        found.addAll(new Differences(name, Items.of(name, before), Items.of(name, now)).find());
      }
    }
    return found;
  }

  private List<Difference> find() {
    Set<String> outOfOrder = outOfOrder();
    for (Item item : now.values()) {
      Item earlier = before.get(item.id());
      if (earlier == null) {
        add(Kind.ADDED, item, List.of());
        continue;
      }
      List<Detail> details = details(earlier.properties(), item.properties());
      boolean moved = !earlier.place().equals(item.place()) || outOfOrder.contains(item.id());
      if (!details.isEmpty()) {
        add(Kind.CHANGED, item, details);
      }
      if (moved) {
        add(Kind.MOVED, item, List.of());
      } else if (details.isEmpty() && !earlier.drawing().equals(item.drawing())) {
        add(Kind.REDRAWN, item, List.of());
      }
    }
    before.values().stream()
        .filter(item -> !now.containsKey(item.id()))
        .forEach(item -> add(Kind.REMOVED, item, List.of()));
    return found;
  }

  private void add(Kind kind, Item item, List<Detail> details) {
    found.add(new Difference(file, kind, item.what(), item.id(), item.label(), details));
  }

  private static List<Detail> details(Map<Property, Said> before, Map<Property, Said> now) {
    Set<Property> properties = new LinkedHashSet<>(before.keySet());
    properties.addAll(now.keySet());
    return properties.stream()
        .filter(p -> !said(before, p).value().equals(said(now, p).value()))
        .map(p -> new Detail(p.name(), p.of(), said(before, p).reading(), said(now, p).reading()))
        .toList();
  }

  private static Said said(Map<Property, Said> properties, Property property) {
    return properties.getOrDefault(property, Said.NOTHING);
  }

  /** The fewest that must have been moved for their neighbours to have stayed as they were. */
  private Set<String> outOfOrder() {
    Map<String, List<String>> was = inOrder(before, now);
    Set<String> moved = new HashSet<>();
    inOrder(now, before)
        .forEach(
            (place, is) -> {
              moved.addAll(is);
              longestCommon(was.get(place), is).forEach(moved::remove);
            });
    return moved;
  }

  /** By their place, those that are in the same place of the other revision too. */
  private static Map<String, List<String>> inOrder(
      Map<String, Item> items, Map<String, Item> other) {
    return items.values().stream()
        .filter(Item::ordered)
        .filter(i -> other.containsKey(i.id()) && other.get(i.id()).place().equals(i.place()))
        .collect(
            Collectors.groupingBy(Item::place, Collectors.mapping(Item::id, Collectors.toList())));
  }

  private static List<String> longestCommon(List<String> a, List<String> b) {
    int[][] lengths = new int[a.size() + 1][b.size() + 1];
    for (int i = a.size() - 1; i >= 0; i--) {
      for (int j = b.size() - 1; j >= 0; j--) {
        lengths[i][j] =
            a.get(i).equals(b.get(j))
                ? 1 + lengths[i + 1][j + 1]
                : Math.max(lengths[i + 1][j], lengths[i][j + 1]);
      }
    }
    List<String> common = new ArrayList<>();
    for (int i = 0, j = 0; i < a.size() && j < b.size(); ) {
      if (a.get(i).equals(b.get(j))) {
        common.add(a.get(i));
        i++;
        j++;
      } else if (lengths[i + 1][j] >= lengths[i][j + 1]) {
        i++;
      } else {
        j++;
      }
    }
    return common;
  }

  /** The items of a file by their ids, in the order of the file. */
  static Map<String, Item> byId(List<Item> items) {
    Map<String, Item> byId = new LinkedHashMap<>();
    items.forEach(item -> byId.putIfAbsent(item.id(), item));
    return byId;
  }
}
