package fr.fabrique.jury.web;

import fr.fabrique.challenge.Challenges.Challenge;
import fr.fabrique.idea.Ideas;
import fr.fabrique.idea.Ideas.Idea;
import fr.fabrique.jury.domain.Assessment;
import fr.fabrique.jury.domain.Assessment.Score;
import fr.fabrique.jury.process.JuryRoom;
import fr.fabrique.jury.replay.Facts;
import fr.fabrique.jury.store.AssessmentTable;
import fr.fabrique.jury.store.SeatTable;
import fr.fabrique.jury.store.SeatTable.Seat;
import fr.fabrique.jury.store.VerdictTable;
import fr.fabrique.jury.store.VerdictTable.Asked;
import fr.fabrique.jury.store.VerdictTable.Taken;
import fr.fabrique.jury.store.VerdictTable.Verdict;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/**
 * What chairs see, as files for spreadsheets, without the ideas with which they have a conflict of
 * interest.
 */
@Controller
class JuryFiles {

  private static final List<String> TALLY =
      List.of(
          "round",
          "seats",
          "reviews",
          "mean",
          "corrected_mean",
          "spread",
          "agreement",
          "showstoppers",
          "leading_advice");

  private static final MediaType CSV = new MediaType("text", "csv", StandardCharsets.UTF_8);

  private final Door door;
  private final JuryRoom room;
  private final Ideas ideas;
  private final SeatTable seats;
  private final AssessmentTable assessments;
  private final VerdictTable verdicts;

  JuryFiles(
      Door door,
      JuryRoom room,
      Ideas ideas,
      SeatTable seats,
      AssessmentTable assessments,
      VerdictTable verdicts) {
    this.door = door;
    this.room = room;
    this.ideas = ideas;
    this.seats = seats;
    this.assessments = assessments;
    this.verdicts = verdicts;
  }

  @GetMapping("/jury/{challenge}/assignments.csv")
  ResponseEntity<byte[]> assignments(@PathVariable String challenge, Principal chair) {
    Challenge found = door.admitChair(chair.getName(), challenge);
    Map<String, String> titles = titles(challenge);
    boolean loadShown = room.mayCompareLoads(chair.getName(), challenge);
    return file(
        "assignments",
        found,
        List.of(
            "idea",
            "title",
            "round",
            "seat",
            "turn",
            "juror",
            "state",
            "reason",
            "expertise_match",
            "load_then",
            "chosen",
            "chosen_by",
            "invited_at",
            "due_at",
            "left_at"),
        open(chair, challenge, seats.ofChallenge(challenge), Seat::idea)
            .map(
                s ->
                    Arrays.asList(
                        s.idea(),
                        titles.get(s.idea()),
                        s.round(),
                        s.number() + 1,
                        s.attempt() + 1,
                        s.juror(),
                        s.state().name(),
                        s.reason(),
                        s.expertiseMatch(),
                        loadShown ? s.loadThen() : null,
                        s.chosen().name(),
                        s.chosenBy(),
                        s.invitedAt(),
                        s.dueAt(),
                        s.leftAt())));
  }

  /** One row for each assessment, with two columns for each criterion: its score and remark. */
  @GetMapping("/jury/{challenge}/assessments.csv")
  ResponseEntity<byte[]> assessments(@PathVariable String challenge, Principal chair) {
    Challenge found = door.admitChair(chair.getName(), challenge);
    Map<String, String> titles = titles(challenge);
    List<Assessment> given =
        open(chair, challenge, assessments.ofChallenge(challenge), Assessment::idea).toList();
    Set<String> criteria =
        given.stream()
            .flatMap(a -> a.scores().stream())
            .map(Score::criterion)
            .collect(Collectors.toCollection(TreeSet::new));
    List<String> header =
        new ArrayList<>(
            List.of(
                "idea",
                "title",
                "round",
                "juror",
                "juror_unit",
                "idea_unit",
                "advice",
                "confidence",
                "total",
                "showstopper",
                "valued",
                "would_help",
                "comment_to_jury",
                "submitted_at",
                "left_out"));
    criteria.forEach(criterion -> header.addAll(List.of(criterion, criterion + "_remark")));
    return file(
        "assessments",
        found,
        header,
        given.stream().map(a -> row(a, titles.get(a.idea()), criteria)));
  }

  private static List<Object> row(Assessment a, String title, Set<String> criteria) {
    List<Object> row =
        new ArrayList<>(
            Arrays.asList(
                a.idea(),
                title,
                a.round(),
                a.juror(),
                a.jurorUnit(),
                a.ideaUnit(),
                a.advice(),
                a.confidence(),
                a.total(),
                a.showstopper(),
                a.valued(),
                a.wouldHelp(),
                a.commentToJury(),
                a.submittedAt(),
                a.leftOut()));
    Map<String, Score> scores =
        a.scores().stream().collect(Collectors.toMap(Score::criterion, Function.identity()));
    for (String criterion : criteria) {
      Score score = scores.get(criterion);
      row.add(score == null ? null : score.score());
      row.add(score == null ? null : score.remark());
    }
    return row;
  }

  /**
   * One row for each tally, with the round's verdict where there is one. Where a conflict of
   * interest has changed the tally since the table was asked, columns that begin with {@code
   * asked_} hold what it was asked: {@code replay} reads them.
   */
  @GetMapping("/jury/{challenge}/tallies.csv")
  ResponseEntity<byte[]> tallies(@PathVariable String challenge, Principal chair) {
    Challenge found = door.admitChair(chair.getName(), challenge);
    Map<String, String> titles = titles(challenge);
    Map<List<?>, Verdict> given =
        verdicts.ofChallenge(challenge).stream()
            .collect(Collectors.toMap(v -> List.of(v.idea(), v.round()), Function.identity()));
    Map<List<?>, Map<String, Object>> asked =
        open(chair, challenge, verdicts.asked(challenge), Asked::idea)
            .collect(
                Collectors.groupingBy(
                    a -> List.of(a.idea(), a.round()),
                    Collectors.collectingAndThen(Collectors.toList(), Facts::of)));
    List<Taken> taken = open(chair, challenge, verdicts.tallies(challenge), Taken::idea).toList();
    taken.forEach(
        t -> asked.computeIfPresent(List.of(t.idea(), t.round()), (r, facts) -> beside(t, facts)));
    Set<String> beyondTheTally =
        asked.values().stream()
            .flatMap(facts -> facts.keySet().stream())
            .collect(Collectors.toCollection(TreeSet::new));
    List<String> header = new ArrayList<>(List.of("idea", "title"));
    header.addAll(TALLY);
    header.addAll(beyondTheTally);
    header.addAll(
        List.of(
            "tallied_at",
            "verdict",
            "given_at",
            "proposed",
            "table_version",
            "rule",
            "rule_sentence",
            "reason"));
    return file(
        "tallies",
        found,
        header,
        taken.stream()
            .map(
                t -> {
                  List<?> round = List.of(t.idea(), t.round());
                  Map<String, Object> facts = asked.getOrDefault(round, Map.of());
                  return row(
                      t,
                      titles.get(t.idea()),
                      beyondTheTally.stream().map(facts::get),
                      given.get(round));
                }));
  }

  /** What the table was asked beside the tally, and what of the tally was otherwise then. */
  private static Map<String, Object> beside(Taken taken, Map<String, Object> asked) {
    Map<String, Object> now = Facts.of(taken.tally(), taken.round());
    Map<String, Object> beside = new TreeMap<>();
    asked.forEach(
        (column, then) -> {
          if (!now.containsKey(column)) {
            beside.put(column, then);
          } else if (!Facts.areSame(now.get(column), then)) {
            beside.put(Facts.ASKED + column, then);
          }
        });
    return beside;
  }

  private static List<Object> row(
      Taken taken, String title, Stream<Object> beyondTheTally, Verdict verdict) {
    var tally = taken.tally();
    List<Object> row =
        new ArrayList<>(
            Arrays.asList(
                taken.idea(),
                title,
                taken.round(),
                tally.seats(),
                tally.reviews(),
                tally.mean(),
                tally.correctedMean(),
                tally.spread(),
                tally.agreement(),
                tally.showstoppers(),
                tally.leadingAdvice()));
    beyondTheTally.forEach(row::add);
    row.add(taken.at());
    row.addAll(
        verdict == null
            ? Arrays.asList(null, null, null, null, null, null, null)
            : Arrays.asList(
                verdict.verdict(),
                verdict.givenAt(),
                verdict.proposed(),
                verdict.decisionVersion(),
                verdict.rule(),
                verdict.ruleSentence(),
                verdict.reason()));
    return row;
  }

  private Map<String, String> titles(String challenge) {
    return ideas.in(challenge).stream().collect(Collectors.toMap(Idea::id, Idea::title));
  }

  private <T> Stream<T> open(
      Principal chair, String challenge, List<T> things, Function<T, String> idea) {
    return JuryPages.without(room.closedTo(chair.getName(), challenge), things, idea).stream();
  }

  private static ResponseEntity<byte[]> file(
      String kind, Challenge challenge, List<String> header, Stream<? extends List<?>> rows) {
    String name = (kind + "-" + challenge.id()).replaceAll("[^A-Za-z0-9_-]", "_") + ".csv";
    return ResponseEntity.ok()
        .contentType(CSV)
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            ContentDisposition.attachment().filename(name).build().toString())
        .body(Csv.of(header, rows).getBytes(StandardCharsets.UTF_8));
  }
}
