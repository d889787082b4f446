package fr.fabrique;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Serves La Fabrique; with a subcommand as its first argument the same jar is a tool. */
@SpringBootApplication
@EnableScheduling
public class FabriqueApplication {

  public static void main(String[] args) {
    if (args.length > 0 && !args[0].startsWith("--")) {
      System.exit(CommandLineTool.run(args));
    }
    SpringApplication.run(FabriqueApplication.class, args);
  }
}
