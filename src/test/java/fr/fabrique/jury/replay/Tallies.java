package fr.fabrique.jury.replay;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** A file of tallies, as the pages of a jury export it. */
final class Tallies {

  static final String HEADER =
      "idea,title,round,seats,reviews,mean,corrected_mean,spread,agreement,showstoppers,"
          + "leading_advice,quorum,tallied_at,verdict,given_at,proposed,table_version,rule,"
          + "rule_sentence,reason";

  private final List<String> lines = new ArrayList<>(List.of(HEADER));

  /** A tally of three jurors who agree, with what the table said and what the round ended with. */
  Tallies with(String idea, double mean, double spread, String proposed, String verdict) {
    return line(
        idea,
        "Idea " + idea,
        "1",
        "3",
        "3",
        number(mean),
        number(mean),
        number(spread),
        "0.67",
        "0",
        "incubate",
        "2",
        "2026-11-02T10:00:00Z",
        verdict,
        "2026-11-02T10:00:00Z",
        proposed,
        "3",
        proposed.isEmpty() ? "" : "rule_" + proposed,
        "Their sentence.",
        "");
  }

  Tallies line(String... cells) {
    lines.add(String.join(",", Arrays.asList(cells)));
    return this;
  }

  String csv() {
    return String.join("\n", lines) + "\n";
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }
}
