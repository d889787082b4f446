package fr.fabrique.jury.process;

import fr.fabrique.engine.SafeHtml;
import fr.fabrique.engine.Texts;
import fr.fabrique.jury.domain.Assessment;
import fr.fabrique.jury.domain.Assessment.Score;
import fr.fabrique.jury.store.AssessmentTable;
import fr.fabrique.jury.store.LateTable;
import fr.fabrique.jury.store.LateTable.Late;
import fr.fabrique.jury.store.VerdictTable;
import fr.fabrique.people.People;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** A round's assessments as a chair reads them: one column for each juror, one row a criterion. */
@Component
class SideBySide {

  private static final int LOWEST = 0;
  private static final int HIGHEST = 5;
  private static final float TENTHS = 10;

  private final AssessmentTable assessments;
  private final LateTable late;
  private final VerdictTable verdicts;
  private final Conflicts conflicts;
  private final People people;
  private final Texts texts;

  SideBySide(
      AssessmentTable assessments,
      LateTable late,
      VerdictTable verdicts,
      Conflicts conflicts,
      People people,
      Texts texts) {
    this.assessments = assessments;
    this.late = late;
    this.verdicts = verdicts;
    this.conflicts = conflicts;
    this.people = people;
    this.texts = texts;
  }

  String assessments(String idea) {
    List<Assessment> given = assessments.of(idea, verdicts.round(idea));
    if (given.isEmpty()) {
      return null;
    }
    StringBuilder table = new StringBuilder("<table><thead><tr><th></th>");
    given.forEach(a -> table.append(header(juror(a, idea))));
    table.append("</tr></thead><tbody>");
    row(table, text("advice"), given, a -> escaped(texts.of("verdict." + a.advice())));
    row(table, text("confidence"), given, a -> escaped(text("confidence." + a.confidence())));
    row(table, text("total"), given, a -> String.format(texts.language(), "%.1f", a.total()));
    criteria(given).forEach((key, label) -> row(table, escaped(label), given, a -> score(a, key)));
    row(table, text("showstopper"), given, a -> SafeHtml.fromText(a.showstopper()));
    row(table, text("valued"), given, a -> SafeHtml.fromText(a.valued()));
    row(table, text("would_help"), given, a -> SafeHtml.fromText(a.wouldHelp()));
    row(table, text("comment_to_jury"), given, a -> SafeHtml.fromText(a.commentToJury()));
    return table.append("</tbody></table>").toString();
  }

  private String juror(Assessment assessment, String idea) {
    return escaped(people.nameAndUnit(assessment.juror()))
        + conflicts
            .between(assessment.juror(), idea)
            .map(
                reason ->
                    "<div class=\"conflict\">⚠ %s</div>"
                        .formatted(escaped(text("marked." + reason))))
            .orElse("")
        + (assessment.counts()
            ? ""
            : "<div class=\"conflict\">%s</div>".formatted(text("not_counted")));
  }

  private static String header(String html) {
    return "<th>%s</th>".formatted(html);
  }

  private static Map<String, String> criteria(List<Assessment> given) {
    Map<String, String> labels = new LinkedHashMap<>();
    given.stream()
        .flatMap(a -> a.scores().stream())
        .forEach(score -> labels.putIfAbsent(score.criterion(), score.label()));
    return labels;
  }

  private static String score(Assessment assessment, String criterion) {
    return assessment.scores().stream()
        .filter(score -> score.criterion().equals(criterion))
        .findFirst()
        .map(SideBySide::scored)
        .orElse("");
  }

  private static String scored(Score score) {
    String remark = SafeHtml.fromText(score.remark());
    return "<strong>%.0f</strong>%s".formatted(score.score(), remark == null ? "" : remark);
  }

  private static void row(
      StringBuilder table,
      String heading,
      List<Assessment> given,
      Function<Assessment, String> cell) {
    List<String> cells = given.stream().map(cell).toList();
    if (cells.stream().anyMatch(Objects::nonNull)) {
      table.append("<tr>").append(header(heading));
      cells.forEach(c -> table.append("<td>%s</td>".formatted(c == null ? "" : c)));
      table.append("</tr>");
    }
  }

  /**
   * How many jurors gave each score, criterion by criterion: a number above a bar, as tall as their
   * share of all jurors.
   */
  String distribution(String idea) {
    List<Assessment> given = assessments.counted(idea, verdicts.round(idea));
    if (given.isEmpty()) {
      return null;
    }
    StringBuilder table = new StringBuilder("<table><thead><tr><th></th>");
    for (int value = LOWEST; value <= HIGHEST; value++) {
      table.append(header(String.valueOf(value)));
    }
    table.append("</tr></thead><tbody>");
    criteria(given)
        .forEach(
            (key, label) -> {
              table.append("<tr>").append(header(escaped(label)));
              for (int value = LOWEST; value <= HIGHEST; value++) {
                table.append("<td>%s</td>".formatted(bar(count(given, key, value), given.size())));
              }
              table.append("</tr>");
            });
    return table.append("</tbody></table>").toString();
  }

  private static long count(List<Assessment> given, String criterion, int value) {
    return given.stream()
        .flatMap(a -> a.scores().stream())
        .filter(score -> score.criterion().equals(criterion) && Math.round(score.score()) == value)
        .count();
  }

  private static String bar(long jurors, int all) {
    return jurors == 0
        ? ""
        : "%d<div class=\"bar tenths-%d\"></div>"
            .formatted(jurors, Math.round(TENTHS * jurors / all));
  }

  /** What came too late to be counted. */
  String late(String idea) {
    List<Late> reviews = late.of(idea, verdicts.round(idea));
    return reviews.isEmpty()
        ? null
        : reviews.stream().map(this::shown).collect(Collectors.joining());
  }

  private String shown(Late review) {
    return "<h4>%s — %s</h4>"
            .formatted(escaped(people.nameAndUnit(review.juror())), text("late." + review.kind()))
        + review.answers().stream()
            .map(
                said ->
                    "<p><strong>%s</strong></p>%s"
                        .formatted(escaped(said.label()), SafeHtml.fromText(said.text())))
            .collect(Collectors.joining());
  }

  private String text(String key) {
    return escaped(texts.of("jury." + key));
  }

  private static String escaped(String text) {
    return SafeHtml.escape(text);
  }
}
