package fr.fabrique.engine.check;

import fr.fabrique.engine.form.FormContract;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.w3c.dom.Element;

/**
 * What the product knows by its id keeps it: forms whose answers it takes, decisions whose answers
 * it keeps. With another id, and all that refers to it changed too, everything looks right.
 */
final class Renamed {

  private final Candidate published;
  private final Candidate candidate;
  private final List<Finding> findings;

  Renamed(Candidate published, Candidate candidate, List<Finding> findings) {
    this.published = published;
    this.candidate = candidate;
    this.findings = findings;
  }

  void check() {
    for (String id : candidate.offers().formsTaken()) {
      FormContract before = published.forms().get(id);
      if (before != null && !candidate.forms().containsKey(id)) {
        candidate.forms().values().stream()
            .filter(form -> !published.forms().containsKey(form.id()))
            .filter(form -> keys(form).containsAll(keys(before)))
            .forEach(form -> found("forms/%s.form".formatted(form.id()), id));
      }
    }
    for (XmlFile table : published.tables()) {
      for (Element before : table.all("decision")) {
        if (candidate.decision(before.getAttribute("id")).isEmpty()) {
          candidate.tables().stream()
              .flatMap(file -> file.all("decision").stream())
              .filter(now -> published.decision(now.getAttribute("id")).isEmpty())
              .filter(now -> cells(now).equals(cells(before)))
              .forEach(now -> found(candidate.file(now).name(), before.getAttribute("id")));
        }
      }
    }
  }

  private void found(String file, String id) {
    findings.add(
        Finding.on(
            file,
            Rule.WORKS_AS_BEFORE,
            Words.of(
                "Its id was “%s” on the published route: under another one the product does not know its"
                    + " answers.",
                id),
            Words.of("Give it its id back.")));
  }

  private static Set<String> keys(FormContract form) {
    return form.inputs().stream()
        .map(FormContract.Input::key)
        .collect(Collectors.toCollection(HashSet::new));
  }

  private static List<String> cells(Element decision) {
    return Cell.of(decision).stream().map(Cell::text).toList();
  }
}
