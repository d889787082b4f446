package fr.fabrique.jury.replay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import fr.fabrique.jury.replay.Replay.Change;
import fr.fabrique.jury.replay.Replay.Decision;
import fr.fabrique.jury.replay.Replay.Totals;
import java.util.Locale;
import java.util.stream.Collectors;

/** What the subcommand prints. */
final class ReplayPrinted {

  private final StringBuilder text = new StringBuilder();

  private ReplayPrinted() {}

  static String asJson(Replay replay) {
    try {
      return new ObjectMapper().writeValueAsString(replay) + System.lineSeparator();
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** For people. */
  static String asText(Replay replay) {
    ReplayPrinted page = new ReplayPrinted();
    page.totals(replay.totals());
    if (!replay.kinds().isEmpty()) {
      page.line("");
      page.line("  %-16s %-16s %10s", "from", "to", "verdicts");
      replay.kinds().forEach(k -> page.line("  %-16s %-16s %10d", k.from(), k.to(), k.count()));
      page.line("");
      page.line("Verdicts that would change");
      replay.changes().forEach(page::change);
    }
    if (!replay.unusable().isEmpty()) {
      page.line("");
      page.line("Lines that cannot be used");
      replay.unusable().forEach(bad -> page.line("  line %d: %s", bad.line(), bad.reason()));
    }
    return page.text.toString();
  }

  private void totals(Totals totals) {
    line("Tallies");
    line("  %-32s %10d", "The verdict would change", totals.changed());
    line("  %-32s %10d", "The verdict stays", totals.unchanged());
    line("  %-32s %10d", "No verdict yet", totals.undecided());
    line("  %-32s %10d", "Cannot be used", totals.unusable());
    line("  %-32s %10d", "Total", totals.tallies());
  }

  private void change(Change change) {
    line("");
    line("  %s, round %d", named(change), change.round());
    decision("from", change.from());
    decision("to", change.to());
    if (!change.given().equals(change.from().verdict())) {
      line("    the round ended with %s", change.given());
    }
    line(
        "    asked: %s",
        change.inputs().entrySet().stream()
            .map(input -> "%s %s".formatted(input.getKey(), input.getValue()))
            .collect(Collectors.joining(", ")));
  }

  private static String named(Change change) {
    return change.title() == null
        ? change.idea()
        : "%s (%s)".formatted(change.title(), change.idea());
  }

  private void decision(String label, Decision decision) {
    StringBuilder said = new StringBuilder("%-4s %s".formatted(label, decision.verdict()));
    if (decision.rule() != null) {
      said.append(" by ").append(decision.rule());
    }
    if (decision.version() != null) {
      said.append(", version ").append(decision.version()).append(" of the table");
    }
    if (decision.sentence() != null) {
      said.append(": ").append(decision.sentence());
    }
    line("    %s", said);
  }

  /** One line, whatever the values hold. */
  private void line(String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values).replaceAll("\\p{Cc}+", " "))
        .append(System.lineSeparator());
  }
}
