package fr.fabrique.tool;

import java.io.PrintWriter;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** A subcommand that works with one file on a database that is thrown away. */
public abstract class ProductTool extends FileTool {

  private final Class<?> product;

  /**
   * @param product the class that starts the product
   */
  protected ProductTool(Class<?> product) {
    this.product = product;
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
                Map.entry("fabrique.move-interval", "24h"),
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
}
