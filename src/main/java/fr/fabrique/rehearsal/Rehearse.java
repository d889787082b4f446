package fr.fabrique.rehearsal;

import fr.fabrique.rehearsal.process.Backstage;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.springframework.beans.BeansException;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

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
public final class Rehearse implements Callable<Integer> {

  enum Format {
    text,
    json
  }

  private final Class<?> product;

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
      names = "--format",
      defaultValue = "text",
      paramLabel = "text|json",
      description = "what to print at the end (default: ${DEFAULT-VALUE})")
  private Format format;

  @Spec private CommandSpec spec;

  /**
   * @param product the class that starts the product
   */
  public Rehearse(Class<?> product) {
    this.product = product;
  }

  @Override
  public Integer call() {
    PrintWriter err = spec.commandLine().getErr();
    PrintStream standardOutput = System.out;
    long started = System.nanoTime();
    // Whatever the product prints while it runs must not mix with the result.
    System.setOut(System.err);
    try {
      byte[] csv = IdeasFile.read(file);
      try (ConfigurableApplicationContext running = start(err)) {
        Backstage backstage = new Backstage(running);
        Outcome outcome =
            new Rehearsal(address(running), seed, backstage, () -> adapt(running), err)
                .play(csv, started);
        System.setOut(standardOutput);
        print(outcome, backstage);
        return outcome.isClean() ? 0 : 1;
      }
    } catch (UnusableInput unusable) {
      err.println("%s: %s".formatted(file, unusable.getMessage()));
      return 2;
    } catch (IllegalStateException | UncheckedIOException | BeansException failed) {
      err.println("The rehearsal could not be held: " + rootMessage(failed));
      return 1;
    } finally {
      System.setOut(standardOutput);
    }
  }

  private ConfigurableApplicationContext start(PrintWriter err) {
    err.println("Starting La Fabrique on a throw-away database …");
    err.flush();
    Map<String, Object> settings =
        Map.ofEntries(
            Map.entry("server.port", 0),
            Map.entry("server.address", "127.0.0.1"),
            Map.entry("server.shutdown", "immediate"),
            Map.entry("spring.profiles.active", "demo"),
            Map.entry("spring.main.banner-mode", "off"),
            Map.entry(
                "spring.datasource.url",
                "jdbc:h2:mem:%s;QUERY_CACHE_SIZE=1024".formatted(UUID.randomUUID())),
            Map.entry("spring.datasource.username", "sa"),
            Map.entry("spring.datasource.password", ""),
            Map.entry(
                "spring.autoconfigure.exclude",
                "org.springframework.boot.autoconfigure.mail.MailSenderAutoConfiguration"),
            Map.entry("fabrique.demo-ideas", false),
            Map.entry("fabrique.greeting", false),
            Map.entry("fabrique.project-factory-url", ""),
            Map.entry("fabrique.watch-interval", "24h"),
            Map.entry("camunda.bpm.job-execution.enabled", false),
            Map.entry("logging.level.root", "error"),
            Map.entry("logging.level.org.springframework.boot.SpringApplication", "off"));
    return new SpringApplicationBuilder(product)
        .run(
            settings.entrySet().stream()
                .map(setting -> "--%s=%s".formatted(setting.getKey(), setting.getValue()))
                .toArray(String[]::new));
  }

  private static String rootMessage(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.getMessage();
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

  private void print(Outcome outcome, Backstage backstage) {
    PrintWriter out = spec.commandLine().getOut();
    if (format == Format.json) {
      out.println(outcome.asJson());
    } else {
      out.print(
          outcome.asText(
              backstage.diagrams().endsOfTheRoute(), backstage.diagrams().tasksOfAllDiagrams()));
    }
    out.flush();
  }
}
