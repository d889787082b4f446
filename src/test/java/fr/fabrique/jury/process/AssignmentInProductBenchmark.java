package fr.fabrique.jury.process;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import fr.fabrique.PostgresForTests;
import fr.fabrique.jury.process.Askings.Free;
import fr.fabrique.jury.process.Panel.Assigned;
import fr.fabrique.jury.store.PanelTable;
import fr.fabrique.jury.store.SeatTable;
import fr.fabrique.people.Group;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import org.camunda.bpm.engine.IdentityService;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The assignment of a whole challenge as it happens in service: everything read from a real
 * PostgreSQL, every conflict of interest looked at, every seat written.
 */
@SpringBootTest
@ActiveProfiles({"demo", "test"})
@Import(PostgresForTests.class)
class AssignmentInProductBenchmark {

  private static final Path FOLDER = Path.of("target", "benchmarks");
  private static final int UNITS = 500;
  private static final int SUBUNITS = 5;
  private static final int JURORS = 200;
  private static final int REVIEWS = 3;
  private static final OffsetDateTime SUBMITTED =
      OffsetDateTime.of(2026, 1, 5, 9, 0, 0, 0, ZoneOffset.UTC);
  private static final List<String> FIELDS =
      List.of(
          "mobility",
          "catering",
          "housing",
          "health",
          "energy",
          "archives",
          "training",
          "sport",
          "recruitment",
          "leave",
          "purchasing",
          "security",
          "heating",
          "sailing",
          "libraries",
          "translation",
          "meetings",
          "furniture",
          "recycling",
          "onboarding");

  private final Random random = new Random(2580);

  @Autowired private Panel panel;
  @Autowired private PanelTable panels;
  @Autowired private SeatTable seats;
  @Autowired private IdentityService identity;
  @Autowired private JdbcTemplate jdbc;
  @Autowired private TransactionTemplate transactions;

  /**
   * @param readAndSolvedSeconds for what is known of ideas and jurors, all pairs, and the optimum
   * @param writtenSeconds for the seats
   * @param ratio of the whole time to that of the smallest challenge
   */
  record Figures(
      int ideas,
      int jurors,
      int placed,
      double readAndSolvedSeconds,
      double writtenSeconds,
      double ratio) {}

  @Test
  void assignment_of_a_challenge_in_service() throws IOException {
    units();
    jurors();
    // The first run also loads the solver and its classes, which later ones find there.
    assigned("warm", 100);
    List<Figures> figures = new ArrayList<>();
    for (int ideas : new int[] {645, 1_290, 2_580}) {
      Figures each = assigned("c" + ideas, ideas);
      double first = figures.isEmpty() ? seconds(each) : seconds(figures.get(0));
      figures.add(
          new Figures(
              each.ideas(),
              each.jurors(),
              each.placed(),
              each.readAndSolvedSeconds(),
              each.writtenSeconds(),
              Math.round(100 * seconds(each) / first) / 100.0));
    }
    Files.createDirectories(FOLDER);
    new ObjectMapper()
        .enable(SerializationFeature.INDENT_OUTPUT)
        .writeValue(FOLDER.resolve("assignment-in-product.json").toFile(), figures);
    Files.writeString(FOLDER.resolve("assignment-in-product.txt"), table(figures));
  }

  private Figures assigned(String challenge, int ideas) {
    List<Free> free = challenge(challenge, ideas);
    long start = System.nanoTime();
    Assigned assigned = panel.assign(challenge, free, LocalDate.of(2026, 12, 31));
    long solved = System.nanoTime();
    transactions.executeWithoutResult(
        t ->
            assigned
                .choices()
                .forEach(
                    (idea, choices) -> {
                      for (int number = 0; number < choices.size(); number++) {
                        seats.plan(idea, 1, number, choices.get(number));
                      }
                    }));
    long written = System.nanoTime();
    jdbc.update("update seat set state = 'RELEASED'");
    int placed = assigned.choices().values().stream().mapToInt(List::size).sum();
    return new Figures(
        ideas, JURORS, placed, seconds(solved - start), seconds(written - solved), 0);
  }

  private void units() {
    for (int unit = 0; unit < UNITS; unit++) {
      jdbc.update(
          "insert into unit (id, name, parent) values (?, ?, ?)",
          "b" + unit,
          "Unit " + unit,
          unit == 0 ? null : "b" + (unit - 1) / SUBUNITS);
    }
  }

  private void jurors() {
    for (int number = 0; number < JURORS; number++) {
      String juror = "judge" + number;
      identity.saveUser(identity.newUser(juror));
      identity.createMembership(juror, Group.AGENTS.id());
      identity.createMembership(juror, Group.JURORS.id());
      joins(juror);
      panels.setExpertise(juror, fields());
    }
  }

  private List<Free> challenge(String challenge, int ideas) {
    jdbc.update(
        "insert into challenge (id, title, question, permanent, phase)"
            + " values (?, ?, ?, false, 'CLOSED')",
        challenge,
        "Challenge of " + ideas + " ideas",
        "What would help?");
    List<Free> free = new ArrayList<>();
    for (int number = 0; number < ideas; number++) {
      String idea = challenge + "-" + number;
      joins(idea);
      jdbc.update(
          "insert into idea (id, challenge, title, problem, solution, author, submitted_at)"
              + " values (?, ?, ?, ?, ?, ?, ?)",
          idea,
          challenge,
          "Idea " + number,
          "<p>Too much time is lost with " + String.join(" and ", fields()) + ".</p>",
          "<p>" + "One place for all that is asked, kept by those who answer. ".repeat(20) + "</p>",
          idea,
          SUBMITTED.plusMinutes(number));
      free.add(new Free(idea, 1, REVIEWS));
    }
    return free;
  }

  private void joins(String person) {
    jdbc.update(
        "insert into unit_member (person, unit) values (?, ?)",
        person,
        "b" + random.nextInt(UNITS));
  }

  private Set<String> fields() {
    Set<String> fields = new HashSet<>();
    while (fields.size() < 4) {
      fields.add(FIELDS.get(random.nextInt(FIELDS.size())));
    }
    return fields;
  }

  private static double seconds(long nanos) {
    return Math.round(nanos / 1e6) / 1e3;
  }

  private static double seconds(Figures figures) {
    return figures.readAndSolvedSeconds() + figures.writtenSeconds();
  }

  private static String table(List<Figures> figures) {
    StringBuilder table =
        new StringBuilder(
            "%6s %7s %7s %16s %8s %6s%n"
                .formatted("ideas", "jurors", "placed", "read and solved", "written", "ratio"));
    for (Figures each : figures) {
      table.append(
          String.format(
              Locale.ROOT,
              "%6d %7d %7d %16.2f %8.2f %6.2f%n",
              each.ideas(),
              each.jurors(),
              each.placed(),
              each.readAndSolvedSeconds(),
              each.writtenSeconds(),
              each.ratio()));
    }
    return table.toString();
  }
}
