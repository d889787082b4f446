package fr.fabrique;

import fr.fabrique.change.CheckRoute;
import java.util.Set;
import javax.xml.datatype.DatatypeFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Serves La Fabrique; with a subcommand as its first argument the same jar is a tool. */
@SpringBootApplication
@EnableScheduling
public class FabriqueApplication {

  /** What else looks like a setting is one, such as {@code --server.port=8081}. */
  private static final Set<String> ABOUT = Set.of("--help", "--version");

  private static final Set<String> KEEP_NO_LOG = Set.of("check", "forecast");

  public static void main(String[] args) {
    // The engine asks for it at each timer; unnamed, it is sought in all archives every time.
    System.setProperty(
        DatatypeFactory.DATATYPEFACTORY_PROPERTY,
        DatatypeFactory.newDefaultInstance().getClass().getName());
    if (args.length > 0 && (!args[0].startsWith("--") || ABOUT.contains(args[0]))) {
      if (KEEP_NO_LOG.contains(args[0])) {
        CheckRoute.keepNoLog();
      }
      System.exit(CommandLineTool.execute(CommandLineTool.line(), args));
    }
    SpringApplication.run(FabriqueApplication.class, args);
  }
}
