package fr.fabrique.change.forecast;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import fr.fabrique.engine.StepCatalogue;
import fr.fabrique.engine.check.Finding;
import fr.fabrique.engine.check.RouteCheck;
import fr.fabrique.engine.check.RouteFiles;
import fr.fabrique.idea.CsvIdeas;
import fr.fabrique.idea.CsvLines;
import fr.fabrique.idea.Submission.SubmissionRefused;
import fr.fabrique.idea.Wording;
import fr.fabrique.tool.FileTool;
import fr.fabrique.tool.InputFile;
import fr.fabrique.tool.UnusableInput;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The subcommand that plays a stream of ideas on a route before it is published. */
@Command(
    name = "forecast",
    mixinStandardHelpOptions = true,
    description = {
      "Plays a stream of ideas on the published route and on a draft, by the engine itself.",
      "Needs no server and no database, and changes nothing."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:it was played",
      "2:a file or an option cannot be used, or the past is too thin"
    })
public final class ForecastRoute extends FileTool {

  private static final int MOST_IDEAS = 20_000;
  private static final int MOST_SEEDS = 20;

  @Option(
      names = "--route",
      paramLabel = "FOLDER",
      description = "the published route (default: the one that the product is shipped with)")
  private Path route;

  @Option(names = "--draft", paramLabel = "FOLDER", description = "the edited route beside it")
  private Path draft;

  @Option(names = "--ideas", paramLabel = "N", description = "so many ideas …")
  private int ideas = 100;

  @Option(names = "--days", paramLabel = "D", description = "… evenly over so many days")
  private int days = 30;

  @Option(
      names = "--arrivals",
      paramLabel = "FILE.csv",
      description = "instead: the real times of a file of ideas, in its column submitted_at")
  private Path arrivals;

  @Option(
      names = "--past",
      paramLabel = "FILE.json",
      description = "what the installation has learnt (GET /api/change/past)")
  private Path past;

  @Option(
      names = "--defaults",
      description = "plays with the stated defaults where the past is too thin")
  private boolean defaults;

  @Option(
      names = "--people",
      paramLabel = "GROUP=N",
      description = "how many people a group has, in place of what the past says")
  private Map<String, Integer> people = new TreeMap<>();

  @Option(
      names = "--hours",
      defaultValue = "" + Question.USUAL_HOURS,
      description = "how long they work on a weekday; 24: always (default: ${DEFAULT-VALUE})")
  private int hours;

  @Option(
      names = "--effort",
      defaultValue = "" + Question.USUAL_EFFORT,
      paramLabel = "MINUTES",
      description = "what one task takes (default: ${DEFAULT-VALUE})")
  private int effort;

  @Option(
      names = "--until",
      defaultValue = Question.VERDICT,
      paramLabel = "ELEMENT",
      description = "where ideas are followed no further (default: ${DEFAULT-VALUE}, the verdict)")
  private String until;

  @Option(
      names = "--seeds",
      defaultValue = "" + Question.USUAL_SEEDS,
      paramLabel = "K",
      description = "how often it is played (default: ${DEFAULT-VALUE})")
  private int seeds;

  @Option(names = "--seed", defaultValue = "1", paramLabel = "N", description = "the first seed")
  private long seed;

  @Override
  protected Path file() {
    return past != null ? past : arrivals != null ? arrivals : Path.of(".");
  }

  @Override
  protected String failure() {
    return "The forecast could not be made:";
  }

  @Override
  protected Result result(PrintWriter err) {
    Question question = question();
    Past known = past == null ? Past.NONE : read(past);
    SortedMap<String, byte[]> published = files(route);
    Optional<SortedMap<String, byte[]>> edited = Optional.ofNullable(draft).map(this::files);
    if (published.values().stream().noneMatch(this::mentionsUntil)) {
      throw new UnusableInput(
          Path.of("--until " + until), "no element of the published route has this id.");
    }
    err.println("Playing %,d ideas, %d times …".formatted(question.arrivals().size(), seeds));
    err.flush();
    Forecast forecast =
        Forecast.play(
            question, known, published, edited, Runtime.getRuntime().availableProcessors());
    if (past != null && !defaults) {
      forecast
          .tooThin()
          .ifPresent(
              thin -> {
                throw new UnusableInput(past, thin + " With --defaults it is played all the same.");
              });
    }
    return new Result(asJson() ? json(forecast) : ForecastPrinted.of(forecast), 0);
  }

  private boolean mentionsUntil(byte[] file) {
    return new String(file, StandardCharsets.UTF_8).contains("id=\"" + until + "\"");
  }

  private Question question() {
    within("--seeds", seeds, 1, MOST_SEEDS);
    within("--hours", hours, 1, 24);
    within("--effort", effort, 0, 10_000);
    if (arrivals == null) {
      within("--ideas", ideas, 1, MOST_IDEAS);
      within("--days", days, 1, 3_650);
    }
    Set<String> groups = new StepCatalogue().groups();
    people.forEach(
        (group, number) -> {
          if (!groups.contains(group)) {
            throw new UnusableInput(
                Path.of("--people " + group),
                "there is no such group. There are: %s.".formatted(String.join(", ", groups)));
          }
          within("--people " + group, number, 1, 100_000);
        });
    return new Question(
        arrivals == null ? Question.evenly(ideas, days, Question.START) : arrivals(arrivals),
        people,
        hours,
        effort,
        until,
        Question.seeds(seed, seeds));
  }

  private static void within(String option, int value, int least, int most) {
    if (value < least || value > most) {
      throw new UnusableInput(
          Path.of(option), "it must lie between %,d and %,d.".formatted(least, most));
    }
  }

  private static List<LocalDateTime> arrivals(Path file) {
    List<LocalDateTime> times = new ArrayList<>();
    try {
      for (CsvLines.Line line : CsvIdeas.read(InputFile.read(file))) {
        if (line.mistake() == null) {
          line.cell("submitted_at")
              .map(time -> Wording.time("submitted_at", time))
              .ifPresent(
                  time ->
                      times.add(time.atZoneSameInstant(ZoneId.systemDefault()).toLocalDateTime()));
        }
      }
    } catch (SubmissionRefused refused) {
      throw new UnusableInput(file, refused.getMessage());
    }
    if (times.isEmpty() || times.size() > MOST_IDEAS) {
      throw new UnusableInput(file, "it must hold between 1 and %,d times.".formatted(MOST_IDEAS));
    }
    return times.stream().sorted().toList();
  }

  private SortedMap<String, byte[]> files(Path folder) {
    SortedMap<String, byte[]> files;
    if (folder == null) {
      files = RouteFiles.shipped();
    } else {
      RouteFiles onDisk = new RouteFiles(folder);
      if (!onDisk.onDisk()) {
        throw new UnusableInput(folder, "there are neither processes nor forms in it.");
      }
      List<Finding> unreadable = new ArrayList<>();
      files = onDisk.read(unreadable);
      if (!unreadable.isEmpty()) {
        throw new UnusableInput(folder, unreadable.get(0).sentence().toString());
      }
    }
    new RouteCheck(new StepCatalogue())
        .wholeRoute(files).stream()
            .filter(Finding::blocks)
            .findFirst()
            .ifPresent(
                blocks -> {
                  throw new UnusableInput(
                      folder, "it cannot be put in force. " + blocks.sentence());
                });
    return files;
  }

  private static Past read(Path file) {
    try {
      return mapper().readValue(InputFile.read(file), Past.class);
    } catch (IOException unreadable) {
      throw new UnusableInput(file, "this is not what an installation says of its past.");
    }
  }

  /** Made when it is asked for: every subcommand has this class read. */
  private static ObjectMapper mapper() {
    return new ObjectMapper().registerModule(new JavaTimeModule());
  }

  private static String json(Forecast forecast) {
    try {
      return mapper().writeValueAsString(forecast) + System.lineSeparator();
    } catch (JsonProcessingException ours) {
      throw new IllegalStateException(ours);
    }
  }
}
