package fr.fabrique.jury.past;

import fr.fabrique.jury.past.PastJury.ImportReport;
import fr.fabrique.jury.past.PastJury.Refused;
import fr.fabrique.jury.statistics.Agreement.Bootstrap;
import fr.fabrique.jury.statistics.JuryReport;
import fr.fabrique.jury.statistics.OwnUnit;
import fr.fabrique.jury.statistics.OwnUnit.FalseAlarms;
import fr.fabrique.jury.statistics.OwnUnit.Shuffled;
import fr.fabrique.jury.statistics.Review;
import fr.fabrique.tool.InputFile;
import fr.fabrique.tool.ProductTool;
import fr.fabrique.tool.UnusableInput;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.modulith.NamedInterface;
import org.springframework.util.StringUtils;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The subcommand that imports the scores of a past jury on a throw-away database and reports on the
 * jury. With {@code --format json} it prints one object:
 *
 * <ul>
 *   <li>{@code imported}: what became of the file, as the HTTP call answers it
 *   <li>{@code report}: {@link JuryReport} field by field; totals are sums of the file's criteria
 *   <li>{@code falseAlarms}: one {@link FalseAlarms} for each side that was shuffled
 *   <li>{@code seed}, {@code seconds}
 * </ul>
 */
@Command(
    name = "jury-report",
    mixinStandardHelpOptions = true,
    description = {
      "Imports the scores of a past jury and reports on it: how severe each juror is, how far"
          + " jurors agree, whether they favour their own unit, and how often that alert is raised"
          + " where units are shuffled.",
      "Uses a database of its own that is thrown away, and answers nobody meanwhile."
    },
    footerHeading = "%nJSON:%n",
    footer = {
      "  imported     challenge, criteria, ignoredColumns, ideas, accepted, existing,",
      "               refused [line, reason]",
      "  report       scale, reviews, ideas,",
      "               variances (ofErrors, ofSeverity, ratio, estimated),",
      "               severity [juror, cases, severity, standardError],",
      "               agreement and agreementByTheme {session: alpha, interval (low, high, level),",
      "               ideas, jurors, missing, undefined},",
      "               ownUnit (own and others (cases, mean), leftOut, jurors,",
      "               effect (points, standardised, effectiveJurors, interval, alertInterval),",
      "               alert, persons [juror, cases, others, points, interval, indication],",
      "               personsBelow)",
      "  falseAlarms  [shuffled, shuffles, alarms, rate, interval, naming]",
      "  seed, seconds"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:every line was imported and reported on",
      "1:some lines were refused, or there is no report",
      "2:the file or an option cannot be used"
    })
@NamedInterface("tool")
public final class ReportJury extends ProductTool {

  /** No demo people among the jurors, and no call answered: the import is asked directly. */
  private static final Map<String, Object> SETTINGS =
      Map.of("server.port", -1, "spring.profiles.active", "tool");

  @Option(
      names = "--scores",
      required = true,
      paramLabel = "FILE.csv",
      description =
          "UTF-8 CSV with the columns session, entry, entry_author, entry_unit, juror, juror_unit"
              + " and one for each criterion")
  private Path file;

  @Option(
      names = "--challenge",
      defaultValue = "past-jury",
      paramLabel = "KEY",
      description = "the key of the challenge it becomes (default: ${DEFAULT-VALUE})")
  private String challenge;

  @Option(
      names = "--seed",
      defaultValue = "1",
      paramLabel = "N",
      description = "the same seed and file give the same report (default: ${DEFAULT-VALUE})")
  private long seed;

  private int shuffles;

  @Spec private CommandSpec command;

  /**
   * @param product the class that starts the product
   */
  public ReportJury(Class<?> product) {
    super(product);
  }

  @Option(
      names = "--shuffles",
      defaultValue = "1000",
      paramLabel = "N",
      description =
          "how often to shuffle units, of jurors and then of ideas; 0 for not at all"
              + " (default: ${DEFAULT-VALUE})")
  void setShuffles(int shuffles) {
    if (shuffles < 0) {
      throw new ParameterException(command.commandLine(), "--shuffles must not be negative.");
    }
    this.shuffles = shuffles;
  }

  @Override
  protected Path file() {
    return file;
  }

  @Override
  protected String failure() {
    return "There is no report:";
  }

  @Override
  protected Result result(PrintWriter err) {
    long started = System.nanoTime();
    byte[] csv = InputFile.read(file);
    try {
      if (ReviewsFile.read(csv).reviews().isEmpty()) {
        throw new UnusableInput(nothing(ReviewsFile.read(csv).refused()));
      }
      try (ConfigurableApplicationContext running = start(SETTINGS, err)) {
        Findings findings = findings(running, csv, started);
        return new Result(
            asJson() ? findings.asJson() : findings.asText(),
            findings.imported().refused().isEmpty() ? 0 : 1);
      }
    } catch (PastReviewsRefused refused) {
      throw new UnusableInput(StringUtils.uncapitalize(refused.getMessage()));
    }
  }

  private Findings findings(ConfigurableApplicationContext running, byte[] csv, long started) {
    ImportReport imported = running.getBean(PastJury.class).importCsv(challenge, csv);
    JuryReports reports = running.getBean(JuryReports.class);
    List<Review> reviews = reports.reviews(challenge);
    JuryReport report =
        reports.of(
            challenge,
            reviews,
            new Bootstrap(Bootstrap.USUAL.resamples(), Bootstrap.USUAL.level(), seed));
    List<FalseAlarms> falseAlarms =
        shuffles == 0
            ? List.of()
            : Stream.of(Shuffled.values())
                .map(shuffled -> OwnUnit.falseAlarms(reviews, shuffled, shuffles, seed))
                .toList();
    return new Findings(
        imported, report, falseAlarms, seed, Math.round((System.nanoTime() - started) / 1e9));
  }

  private static String nothing(List<Refused> refused) {
    return refused.isEmpty()
        ? "the file holds no review."
        : "no line can be taken; line %d: %s"
            .formatted(refused.get(0).line(), refused.get(0).reason());
  }
}
