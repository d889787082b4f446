package fr.fabrique.engine.check;

import static fr.fabrique.engine.check.XmlFile.engine;

import java.util.List;
import java.util.Set;
import org.w3c.dom.Element;

/** Names and ids fit into the columns in which the engine keeps them, some only at run time. */
final class Lengths {

  private static final int LONGEST = 255;

  /** Of a version, and of what a decision table is made of. */
  private static final int LONGEST_OF_THESE = 64;

  private static final Set<String> OF_TABLES = Set.of("input", "output", "rule");

  private Lengths() {}

  static void check(XmlFile file, List<Finding> findings) {
    for (Element element : file.all()) {
      boolean ofTable = OF_TABLES.contains(XmlFile.tag(element));
      fits(file, element, "name", element.getAttribute("name"), LONGEST, findings);
      fits(file, element, "label", element.getAttribute("label"), LONGEST, findings);
      fits(
          file,
          element,
          "id",
          element.getAttribute("id"),
          ofTable ? LONGEST_OF_THESE : LONGEST,
          findings);
      fits(file, element, "version tag", engine(element, "versionTag"), LONGEST_OF_THESE, findings);
    }
  }

  private static void fits(
      XmlFile file, Element at, String what, String text, int longest, List<Finding> findings) {
    if (text.length() > longest) {
      findings.add(
          file.finding(
              at,
              Rule.NAME_FITS,
              Words.of(
                  "Its %s is %s characters long, and the engine keeps %s: ideas could not pass it.",
                  what, text.length(), longest),
              Words.of("Shorten it; the rest may stand in the documentation.")));
    }
  }
}
