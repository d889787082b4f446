package fr.fabrique.tool;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.springframework.beans.BeansException;
import org.springframework.dao.DataAccessException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * A subcommand that works with files. Standard output holds its result and nothing else; a file
 * that cannot be used ends it with exit code 2.
 */
public abstract class FileTool implements Callable<Integer> {

  enum Format {
    text,
    json
  }

  @Option(
      names = "--format",
      defaultValue = "text",
      paramLabel = "text|json",
      description = "what to print at the end (default: ${DEFAULT-VALUE})")
  private Format format;

  @Spec private CommandSpec spec;

  /** What is printed at the end, and the exit code. */
  public record Result(String printed, int exitCode) {}

  /** The file that is meant where {@link UnusableInput} names none. */
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
      err.println("%s: %s".formatted(unusable.file().orElse(file()), unusable.getMessage()));
      return 2;
    } catch (IllegalStateException
        | UncheckedIOException
        | BeansException
        | DataAccessException failed) {
      err.println(failure() + " " + rootMessage(failed));
      return spec.exitCodeOnExecutionException();
    } finally {
      System.setOut(standardOutput);
    }
    PrintWriter out = spec.commandLine().getOut();
    out.print(result.printed());
    out.flush();
    return result.exitCode();
  }

  private static String rootMessage(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.getMessage();
  }
}
