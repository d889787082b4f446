package fr.fabrique.jury.past;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import fr.fabrique.jury.past.PastJury.ImportReport;
import fr.fabrique.jury.statistics.Agreement;
import fr.fabrique.jury.statistics.Agreement.Undefined;
import fr.fabrique.jury.statistics.Interval;
import fr.fabrique.jury.statistics.JuryReport;
import fr.fabrique.jury.statistics.OwnUnit;
import fr.fabrique.jury.statistics.OwnUnit.Effect;
import fr.fabrique.jury.statistics.OwnUnit.FalseAlarms;
import fr.fabrique.jury.statistics.OwnUnit.Group;
import fr.fabrique.jury.statistics.OwnUnit.Shuffled;
import fr.fabrique.jury.statistics.Severity.Variances;
import java.util.List;
import java.util.Locale;

/**
 * What the subcommand found.
 *
 * @param falseAlarms one for each side whose units were shuffled
 * @param seconds wall time
 */
record Findings(
    ImportReport imported,
    JuryReport report,
    List<FalseAlarms> falseAlarms,
    long seed,
    long seconds) {

  String asJson() {
    try {
      return new ObjectMapper().writeValueAsString(this) + System.lineSeparator();
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Tables for people. */
  String asText() {
    Page page = new Page();
    reviews(page);
    severity(page);
    agreement(page);
    ownUnit(page);
    page.line("");
    page.line("  %-32s %10d", "Seconds", seconds);
    return page.text.toString();
  }

  /** Lines of text, with numbers written alike everywhere. */
  private static final class Page {

    private final StringBuilder text = new StringBuilder();

    void line(String format, Object... values) {
      text.append(String.format(Locale.ROOT, format, values)).append(System.lineSeparator());
    }
  }

  private void reviews(Page page) {
    page.line("Reviews imported as the past challenge %s", imported.challenge());
    page.line("  %-32s %10d", "Reviews", report.reviews());
    page.line("  %-32s %10d", "Ideas", report.ideas());
    page.line("  %-32s %10d", "Jurors", report.severity().size());
    page.line("  %-32s %10d", "Sessions", report.agreementByTheme().size());
    page.line("  %-32s %s", "The total is the sum of", String.join(", ", imported.criteria()));
    if (!imported.ignoredColumns().isEmpty()) {
      page.line("  %-32s %s", "Columns ignored", String.join(", ", imported.ignoredColumns()));
    }
    page.line("  %-32s %10d", "Lines refused", imported.refused().size());
    imported
        .refused()
        .forEach(refused -> page.line("    line %d: %s", refused.line(), refused.reason()));
  }

  private void severity(Page page) {
    Variances variances = report.variances();
    page.line("");
    page.line("Severity: points above (+, lenient) or below (-, severe) other jurors");
    if (variances.ofErrors() != null) {
      page.line(
          "  %-32s %10.2f", "Standard deviation of jurors", Math.sqrt(variances.ofSeverity()));
      page.line("  %-32s %10.2f", "Standard deviation of errors", Math.sqrt(variances.ofErrors()));
    }
    if (variances.ratio() == null) {
      page.line("  Jurors do not differ by more than errors explain: nothing is corrected.");
    } else {
      page.line(
          "  %-32s %10.2f (%s)",
          "Shrunk by the ratio of variances",
          variances.ratio(),
          variances.estimated() ? "estimated" : "usual: too little to estimate it");
    }
    page.line("  %8s %8s %6s  %s", "severity", "error", "cases", "juror");
    report
        .severity()
        .forEach(
            juror ->
                page.line(
                    "  %+8.2f %8s %6d  %s",
                    juror.severity(),
                    juror.standardError() == null ? "" : number(juror.standardError()),
                    juror.cases(),
                    juror.juror()));
  }

  private void agreement(Page page) {
    page.line("");
    page.line("Agreement: Krippendorff's alpha of totals, with its interval of 95%%");
    page.line(
        "  %6s %6s %6s %6s %6s %8s  %s",
        "alpha", "from", "to", "ideas", "jurors", "missing", "session");
    agreement(page, report.agreement(), "all sessions together");
    report.agreementByTheme().forEach((session, found) -> agreement(page, found, session));
  }

  private static void agreement(Page page, Agreement found, String session) {
    boolean defined = found.undefined() == null;
    page.line(
        "  %6s %6s %6s %6d %6d %7.0f%%  %s%s",
        defined ? number(found.alpha()) : "-",
        found.interval() == null ? "-" : number(found.interval().low()),
        found.interval() == null ? "-" : number(found.interval().high()),
        found.ideas(),
        found.jurors(),
        100 * found.missing(),
        session,
        defined ? "" : " (" + words(found.undefined()) + ")");
  }

  private static String words(Undefined undefined) {
    return switch (undefined) {
      case TOO_FEW_IDEAS -> "fewer than two ideas with two reviews";
      case NO_VARIATION -> "all totals are equal";
    };
  }

  private void ownUnit(Page page) {
    OwnUnit found = report.ownUnit();
    page.line("");
    page.line("Own unit: points above the panel's mean for the same idea");
    group(page, "Reviews of the own unit", found.own());
    group(page, "Other reviews", found.others());
    if (found.leftOut() > 0) {
      page.line("  %-32s %10d", "Reviews not comparable", found.leftOut());
    }
    if (found.effect() == null) {
      page.line("  No juror reviewed ideas of the own unit beside others: nothing to compare.");
    } else {
      effect(page, found);
    }
    persons(page, found);
    falseAlarms.forEach(alarms -> falseAlarms(page, alarms));
  }

  private static void group(Page page, String name, Group group) {
    page.line(
        "  %-32s %10s in %d cases",
        name, group.mean() == null ? "-" : signed(group.mean()), group.cases());
  }

  private static void effect(Page page, OwnUnit found) {
    Effect effect = found.effect();
    page.line(
        "  %-32s %10s%s, by %d jurors",
        "Corrected for severity",
        signed(effect.points()),
        effect.interval() == null ? "" : " " + interval(effect.interval()),
        found.jurors());
    if (effect.standardised() != null) {
      page.line("  %-32s %10s standard deviations of errors", "", signed(effect.standardised()));
    }
    page.line(
        "  %-32s %10s%s",
        "Alert",
        found.alert() ? "yes" : "no",
        effect.alertInterval() == null ? "" : " " + interval(effect.alertInterval()));
  }

  private static void persons(Page page, OwnUnit found) {
    page.line(
        "  %-32s %10d of whom nothing is said", "Jurors with too few cases", found.personsBelow());
    if (!found.persons().isEmpty()) {
      page.line(
          "  Jurors with %d cases and more; the intervals hold for all of them together, beside how"
              + " differently jurors see any unit:",
          OwnUnit.LEAST_CASES);
      page.line("  %8s %8s %8s %6s %6s  %s", "points", "from", "to", "cases", "others", "juror");
      found
          .persons()
          .forEach(
              person ->
                  page.line(
                      "  %+8.2f %+8.2f %+8.2f %6d %6d  %s%s",
                      person.points(),
                      person.interval().low(),
                      person.interval().high(),
                      person.cases(),
                      person.others(),
                      person.juror(),
                      person.indication() ? "  an indication, no finding" : ""));
    }
  }

  private static void falseAlarms(Page page, FalseAlarms alarms) {
    page.line("");
    page.line(
        "False alarms with the units of %s shuffled",
        alarms.shuffled() == Shuffled.JUROR_UNITS ? "jurors" : "ideas");
    page.line(
        "  %-32s %10d of %d: %.2f%% (95%%: %.2f%% to %.2f%%)",
        "Alerts",
        alarms.alarms(),
        alarms.shuffles(),
        100 * alarms.rate(),
        100 * alarms.interval().low(),
        100 * alarms.interval().high());
    page.line(
        "  %-32s %10d of %d", "With an indication on a person", alarms.naming(), alarms.shuffles());
  }

  private static String interval(Interval interval) {
    return String.format(
        Locale.ROOT,
        "(%s%%: %s to %s)",
        number(100 * interval.level()).replaceAll("\\.?0+$", ""),
        signed(interval.low()),
        signed(interval.high()));
  }

  private static String signed(double points) {
    return String.format(Locale.ROOT, "%+.2f", points);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }
}
