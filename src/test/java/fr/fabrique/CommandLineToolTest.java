package fr.fabrique;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Command;

class CommandLineToolTest {

  private final StringWriter said = new StringWriter();

  /** A subcommand with a fault of its own. */
  @Command(name = "faulty")
  private static final class Faulty implements Callable<Integer> {

    @Override
    public Integer call() {
      throw new IllegalStateException("nobody has thought of it");
    }
  }

  @Command
  private static final class Greedy implements Callable<Integer> {

    @Override
    public Integer call() {
      throw new OutOfMemoryError();
    }
  }

  @Command
  private static final class GreedyElsewhere implements Callable<Integer> {

    @Override
    public Integer call() {
      return CompletableFuture.supplyAsync(() -> new Greedy().call()).join();
    }
  }

  @Test
  void the_jar_asked_for_help_lists_its_subcommands_and_serves_nothing()
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                FabriqueApplication.class.getName(),
                "--help")
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes());

    assertThat(process.waitFor()).isZero();
    assertThat(output).contains("check", "forecast", "rehearse").doesNotContain("Tomcat");
  }

  @Test
  void a_misspelt_subcommand_is_told_with_what_may_be_meant() {
    assertThat(executed("chek")).isEqualTo(2);
    assertThat(said.toString()).contains("chek", "check", "Try 'fabrique --help'.");
  }

  @Test
  void a_fault_of_a_subcommand_is_told_in_one_line_that_names_it_and_its_place() {
    assertThat(executed("faulty")).isEqualTo(2);
    assertThat(said.toString().lines())
        .singleElement()
        .asString()
        .contains("fault of the program", "nobody has thought of it", "CommandLineToolTest");
  }

  @ParameterizedTest
  @ValueSource(strings = {"greedy", "greedy-elsewhere"})
  void what_takes_more_memory_than_there_is_is_told_in_one_line(String subcommand) {
    assertThat(executed(subcommand)).isEqualTo(2);
    assertThat(said.toString().lines()).singleElement().asString().contains("-Xmx2g");
  }

  private int executed(String subcommand) {
    return CommandLineTool.execute(
        CommandLineTool.line()
            .addSubcommand(new Faulty())
            .addSubcommand("greedy", new Greedy())
            .addSubcommand("greedy-elsewhere", new GreedyElsewhere())
            .setErr(new PrintWriter(said, true)),
        subcommand);
  }
}
