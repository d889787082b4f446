package fr.fabrique.rehearsal;

import fr.fabrique.rehearsal.process.Backstage;
import fr.fabrique.tool.ProductTool;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
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
    try (ConfigurableApplicationContext running = start(SETTINGS, err)) {
      Backstage backstage = new Backstage(running);
      Outcome outcome =
          new Rehearsal(address(running), seed, backstage, () -> adapt(running), err)
              .play(csv, started);
      return new Result(printed(outcome, backstage), outcome.isClean() ? 0 : 1);
    }
  }

  /** H2 keeps the plans that it made for empty tables until the schema changes. */
  private static void adapt(ConfigurableApplicationContext running) {
    JdbcTemplate jdbc = running.getBean(JdbcTemplate.class);
    jdbc.execute("analyze");
    jdbc.execute("create table adapted (id int)");
    jdbc.execute("drop table adapted");
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
