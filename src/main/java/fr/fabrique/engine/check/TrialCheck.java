package fr.fabrique.engine.check;

import static fr.fabrique.engine.check.XmlFile.children;
import static fr.fabrique.engine.check.XmlFile.tag;

import fr.fabrique.engine.Sentence;
import fr.fabrique.engine.TableRefused;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.w3c.dom.Element;

/**
 * A decision of a file that anybody may have written, once nothing in it can run code or go on
 * without end: it says all in FEEL, and in no more of FEEL than compares, adds and looks at lists.
 *
 * @param asks the facts that the decision needs, in the order in which they stand there
 * @param sentences the annotations of rules, by the rule's id
 */
public record TrialCheck(Set<String> asks, Map<String, String> sentences) {

  private static final int LONGEST_CELL = 500;
  private static final int DEEPEST_CELL = 20;
  private static final int MOST_NAMED = 20;
  private static final int SHOWN = 60;

  /** What a table calls the value of a column in its cells. */
  private static final String COLUMN = "cellInput";

  private static final String ENGINE = "http://camunda.org/schema/1.0/dmn";

  /**
   * Reads a file; the first thing that is wrong ends it.
   *
   * @param name what the one who gave the file calls it
   * @param decision the id of the decision
   * @throws TableRefused when the file cannot be tried
   */
  public static TrialCheck of(String name, byte[] content, String decision) {
    return new Reader(name, content).check(decision);
  }

  private static final class Reader {

    private final String name;
    private final XmlFile file;

    /** By cell, what it refers to. */
    private final Map<Cell, Set<String>> names = new HashMap<>();

    Reader(String name, byte[] content) {
      this.name = name;
      this.file = xml(content);
    }

    TrialCheck check(String decision) {
      if (!tag(file.root()).equals("definitions")
          || !String.valueOf(file.root().getNamespaceURI())
              .matches("https?://www\\.omg\\.org/spec/DMN/.*")) {
        throw refused("table.not_dmn");
      }
      for (Element element : file.all()) {
        Cell.foreignLanguage(element)
            .ifPresent(
                language -> {
                  throw refused("table.language", XmlFile.line(element), beginning(language));
                });
      }
      file.all("decision").forEach(this::checkCells);
      return new TrialCheck(asks(decision), sentences());
    }

    private void checkCells(Element decision) {
      for (Cell cell : Cell.of(decision)) {
        if (cell.isEmpty()) {
          if (cell.mustAsk()) {
            throw refused("table.column", XmlFile.line(cell.at()));
          }
        } else if (cell.text().length() > LONGEST_CELL || Feel.depth(cell.text()) > DEEPEST_CELL) {
          throw refused(
              "table.long", XmlFile.line(cell.at()), beginning(cell.text()), LONGEST_CELL);
        } else {
          Feel.Parsed parsed = cell.parsed();
          if (!parsed.plain()) {
            throw refused("table.beyond", XmlFile.line(cell.at()), beginning(cell.text()));
          }
          if (parsed.problem().isPresent()) {
            throw refused("table.cell", XmlFile.line(cell.at()), beginning(cell.text()));
          }
          names.put(cell, parsed.names());
        }
      }
    }

    /** Facts, and neither results of other decisions nor names of columns. */
    private Set<String> asks(String decision) {
      Set<String> asks = new LinkedHashSet<>();
      for (Element found : withAllItNeeds(decision)) {
        Set<String> given = new HashSet<>(Set.of(COLUMN));
        for (Element input : withAllItNeeds(found.getAttribute("id"))) {
          if (input != found) {
            given.addAll(results(input));
          }
        }
        Cell.inside(found).forEach(e -> given.add(e.getAttributeNS(ENGINE, "inputVariable")));
        Cell.of(found).stream()
            .flatMap(cell -> names.getOrDefault(cell, Set.of()).stream())
            .filter(name -> !given.contains(name))
            .forEach(asks::add);
      }
      return asks;
    }

    /** The decision and those whose results it needs, near or far; it comes first. */
    private Set<Element> withAllItNeeds(String decision) {
      Set<Element> all = new LinkedHashSet<>();
      add(decision, all);
      return all;
    }

    private void add(String decision, Set<Element> all) {
      Element found =
          file.all("decision").stream()
              .filter(d -> d.getAttribute("id").equals(decision))
              .findFirst()
              .orElseThrow(() -> refused("table.decision", decision, decisions()));
      if (all.add(found)) {
        Cell.inside(found).stream()
            .filter(e -> tag(e).equals("requiredDecision"))
            .forEach(e -> add(e.getAttribute("href").replaceFirst("^#", ""), all));
      }
    }

    private static Set<String> results(Element decision) {
      return Cell.inside(decision).stream()
          .filter(e -> tag(e).equals("output") || tag(e).equals("variable"))
          .map(e -> e.getAttribute("name"))
          .collect(Collectors.toSet());
    }

    private String decisions() {
      List<String> ids =
          file.all("decision").stream()
              .map(d -> beginning(d.getAttribute("id")))
              .limit(MOST_NAMED)
              .toList();
      return ids.isEmpty() ? "–" : String.join(", ", ids);
    }

    private Map<String, String> sentences() {
      Map<String, String> sentences = new HashMap<>();
      for (Element rule : file.all("rule")) {
        children(rule).stream()
            .filter(e -> tag(e).equals("description"))
            .map(e -> e.getTextContent().strip())
            .filter(sentence -> !sentence.isEmpty())
            .findFirst()
            .ifPresent(sentence -> sentences.put(rule.getAttribute("id"), sentence));
      }
      return sentences;
    }

    private XmlFile xml(byte[] content) {
      try {
        return XmlFile.read(name, content);
      } catch (IllegalArgumentException malformed) {
        if (String.valueOf(malformed.getMessage()).contains("DOCTYPE")) {
          throw refused("table.doctype");
        }
        throw refused("table.not_xml", malformed.getMessage());
      }
    }

    /** The beginning of whatever stands in a file, as it may be repeated to who gave it. */
    private static String beginning(String written) {
      String line = written.replaceAll("[\\p{C}\\p{Z}]+", " ").strip();
      return line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "…";
    }

    private TableRefused refused(String key, Object... values) {
      return new TableRefused(name, Sentence.of(key, values));
    }
  }
}
