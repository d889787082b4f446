package fr.fabrique.tool;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.springframework.beans.BeansException;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.dao.DataAccessException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * A subcommand that works with one file on a database that is thrown away. Standard output holds
 * its result and nothing else; a file that cannot be used ends it with exit code 2.
 */
public abstract class FileTool implements Callable<Integer> {

  enum Format {
    text,
    json
  }

  private final Class<?> product;

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
  protected FileTool(Class<?> product) {
    this.product = product;
  }

  /** What is printed at the end, and the exit code. */
  public record Result(String printed, int exitCode) {}

  protected abstract Path file();

  protected final boolean asJson() {
    return format == Format.json;
  }

  /** What it says when it fails, before the reason. */
  protected abstract String failure();

  /**
   * Does the work.
   *
   * @param err where to say how far it is
   * @throws UnusableInput when the file cannot be used
   */
  protected abstract Result result(PrintWriter err);

  @Override
  public final Integer call() {
    PrintWriter err = spec.commandLine().getErr();
    PrintStream standardOutput = System.out;
    Result result;
    // Whatever the product prints while it runs must not mix with the result.
    System.setOut(System.err);
    try {
      result = result(err);
    } catch (UnusableInput unusable) {
      err.println("%s: %s".formatted(file(), unusable.getMessage()));
      return 2;
    } catch (IllegalStateException
        | UncheckedIOException
        | BeansException
        | DataAccessException failed) {
      err.println(failure() + " " + rootMessage(failed));
      return 1;
    } finally {
      System.setOut(standardOutput);
    }
    PrintWriter out = spec.commandLine().getOut();
    out.print(result.printed());
    out.flush();
    return result.exitCode();
  }

  /**
   * Starts the product on a database in memory, for this machine only and without a job executor.
   *
   * @param settings in addition, or in place of those settings
   */
  protected final ConfigurableApplicationContext start(
      Map<String, Object> settings, PrintWriter err) {
    err.println("Starting La Fabrique on a throw-away database …");
    err.flush();
    Map<String, Object> all =
        new HashMap<>(
            Map.ofEntries(
                Map.entry("server.address", "127.0.0.1"),
                Map.entry("server.shutdown", "immediate"),
                Map.entry("spring.main.banner-mode", "off"),
                Map.entry(
                    "spring.datasource.url",
                    "jdbc:h2:mem:%s;QUERY_CACHE_SIZE=1024;LOCK_TIMEOUT=10000"
                        .formatted(UUID.randomUUID())),
                Map.entry("spring.datasource.username", "sa"),
                Map.entry("spring.datasource.password", ""),
                Map.entry(
                    "spring.autoconfigure.exclude",
                    "org.springframework.boot.autoconfigure.mail.MailSenderAutoConfiguration"),
                Map.entry("fabrique.project-factory-url", ""),
                Map.entry("fabrique.watch-interval", "24h"),
                Map.entry("camunda.bpm.job-execution.enabled", false),
                Map.entry("logging.level.root", "error"),
                Map.entry("logging.level.org.springframework.boot.SpringApplication", "off")));
    all.putAll(settings);
    return new SpringApplicationBuilder(product)
        .run(
            all.entrySet().stream()
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
}
