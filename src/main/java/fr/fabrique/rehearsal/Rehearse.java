package fr.fabrique.rehearsal;

import fr.fabrique.change.difference.Differences;
import fr.fabrique.engine.StepCatalogue;
import fr.fabrique.engine.check.Finding;
import fr.fabrique.engine.check.RouteCheck;
import fr.fabrique.engine.check.RouteFiles;
import fr.fabrique.rehearsal.Rehearsal.Midway;
import fr.fabrique.rehearsal.process.Backstage;
import fr.fabrique.tool.GrownTables;
import fr.fabrique.tool.ProductTool;
import fr.fabrique.tool.UnusableInput;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The subcommand that rehearses the route with a file of ideas on a throw-away database. */
@Command(
    name = "rehearse",
    mixinStandardHelpOptions = true,
    description = {
      "Imports a file of ideas and plays all people through the route until every idea has ended.",
      "Uses the diagrams and forms of this folder where there are any, and a database of its own"
          + " that is thrown away."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:every idea has ended, without incidents",
      "1:something did not end, or there were incidents",
      "2:the file or an option cannot be used"
    })
public final class Rehearse extends ProductTool {

  private static final Map<String, Object> SETTINGS =
      Map.of(
          "server.port",
          0,
          "spring.profiles.active",
          "demo",
          "fabrique.demo-ideas",
          false,
          "fabrique.greeting",
          false);

  @Option(
      names = "--ideas",
      required = true,
      paramLabel = "FILE.csv",
      description = "UTF-8 CSV with the columns external_id, title, body, author, submitted_at …")
  private Path file;

  @Option(
      names = "--seed",
      required = true,
      paramLabel = "N",
      description = "the same seed and file give the same table")
  private long seed;

  @Option(
      names = "--change",
      paramLabel = "FOLDER",
      description =
          "an edited route, with processes and forms: published midway, and everybody follows who"
              + " can")
  private Path change;

  @Option(
      names = "--after",
      paramLabel = "N",
      description =
          "after so many tasks (default: four for each idea; in a stream once all have come in)")
  private Integer after;

  @Option(
      names = "--leave",
      defaultValue = "0",
      paramLabel = "N",
      description =
          "how many tasks people leave undone at each element until then, so that the edit meets"
              + " ideas everywhere (default: ${DEFAULT-VALUE})")
  private int left;

  @Option(
      names = "--instead",
      paramLabel = "GONE=PLACE",
      description = "where ideas go on whose place the edit has removed; ids of tasks")
  private Map<String, String> instead = Map.of();

  @Option(
      names = "--stream",
      description =
          "ideas come in at the times of the file, to the permanent challenge; without an edit they"
              + " are followed until their verdict, which says how long that took")
  private boolean stream;

  @Option(
      names = "--past",
      paramLabel = "FILE.json",
      description = "writes there what can be learnt from it, for forecast --past")
  private Path past;

  @Option(
      names = "--database",
      paramLabel = "URL",
      description = "an empty PostgreSQL database instead of one in memory")
  private String database;

  /**
   * @param product the class that starts the product
   */
  public Rehearse(Class<?> product) {
    super(product);
  }

  @Override
  protected Path file() {
    return file;
  }

  @Override
  protected String failure() {
    return "The rehearsal could not be held:";
  }

  @Override
  protected Result result(PrintWriter err) {
    long started = System.nanoTime();
    byte[] csv = IdeasFile.read(file);
    SortedMap<String, byte[]> edited = edited();
    if (past != null && !Files.isDirectory(past.toAbsolutePath().getParent())) {
      throw new UnusableInput(past, "there is no such folder to write it in.");
    }
    try (ConfigurableApplicationContext running = start(settings(), err)) {
      Backstage backstage = new Backstage(running);
      Rehearsal rehearsal =
          new Rehearsal(
              address(running),
              seed,
              backstage,
              () -> GrownTables.adapt(running.getBean(JdbcTemplate.class)),
              err);
      if (stream && edited == null) {
        StreamOutcome outcome = rehearsal.stream(csv, started);
        keepPast(rehearsal);
        return new Result(
            asJson() ? outcome.asJson() + System.lineSeparator() : outcome.asText(),
            outcome.isClean() ? 0 : 1);
      }
      if (edited != null) {
        rehearsal.changing(new Midway(after, left, new ChangeMidway(running, edited, instead)));
      }
      Outcome outcome =
          stream ? rehearsal.changeAmidStream(csv, started) : rehearsal.play(csv, started);
      keepPast(rehearsal);
      return new Result(printed(outcome, backstage), outcome.isClean() ? 0 : 1);
    }
  }

  private void keepPast(Rehearsal rehearsal) {
    if (past != null) {
      try {
        Files.writeString(past, rehearsal.past());
      } catch (IOException unwritable) {
        throw new UnusableInput(past, "nothing can be written there.");
      }
    }
  }

  private Map<String, Object> settings() {
    Map<String, Object> settings = new HashMap<>(SETTINGS);
    if (database != null) {
      settings.put("spring.datasource.url", database);
      settings.put("spring.datasource.username", "");
    }
    return settings;
  }

  /** The edited route; null when there is none. */
  private SortedMap<String, byte[]> edited() {
    if (change == null) {
      return null;
    }
    List<Finding> unreadable = new ArrayList<>();
    RouteFiles files = new RouteFiles(change);
    if (!files.onDisk()) {
      throw new UnusableInput(change, "there are neither processes nor forms in it.");
    }
    SortedMap<String, byte[]> read = files.read(unreadable);
    if (!unreadable.isEmpty()) {
      throw new UnusableInput(change, unreadable.get(0).sentence().toString());
    }
    new RouteCheck(new StepCatalogue())
        .wholeRoute(read).stream()
            .filter(Finding::blocks)
            .findFirst()
            .ifPresent(
                blocks -> {
                  throw new UnusableInput(
                      change, "it cannot be put in force. " + blocks.sentence());
                });
    if (Differences.between(RouteFiles.shipped(), read).isEmpty()) {
      throw new UnusableInput(change, "nothing in it differs from the route as it is shipped.");
    }
    return read;
  }

  private static String address(ConfigurableApplicationContext running) {
    int port = ((ServletWebServerApplicationContext) running).getWebServer().getPort();
    return "http://127.0.0.1:" + port;
  }

  private String printed(Outcome outcome, Backstage backstage) {
    return asJson()
        ? outcome.asJson() + System.lineSeparator()
        : outcome.asText(
            backstage.diagrams().endsOfTheRoute(), backstage.diagrams().tasksOfAllDiagrams());
  }
}
