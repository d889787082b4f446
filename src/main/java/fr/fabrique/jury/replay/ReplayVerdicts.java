package fr.fabrique.jury.replay;

import fr.fabrique.engine.TableRefused;
import fr.fabrique.engine.TrialTable;
import fr.fabrique.idea.Submission.SubmissionRefused;
import fr.fabrique.jury.domain.Tally;
import fr.fabrique.jury.replay.Replay.Unusable;
import fr.fabrique.tool.FileTool;
import fr.fabrique.tool.InputFile;
import fr.fabrique.tool.UnusableInput;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.modulith.NamedInterface;
import org.springframework.util.StringUtils;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The subcommand that runs past verdicts again with an edited table. It needs neither server nor
 * database. With {@code --format json} it prints one {@link Replay}, as the HTTP call answers it.
 */
@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    exitCodeOnExecutionException = ReplayVerdicts.FAILED,
    description = {
      "Asks an edited verdict table about past tallies and lists which verdicts would change.",
      "Starts no server and no database, and changes nothing."
    },
    footerHeading = "%nJSON:%n",
    footer = {
      "  totals    tallies, unchanged, changed, undecided, unusable",
      "  kinds     [from, to, count]",
      "  changes   [line, idea, title, round, given, from (verdict, rule, sentence, version),",
      "            to (verdict, rule, sentence), inputs]",
      "  unusable  [line, reason; idea and round where they are known]"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:no verdict would change",
      "1:some verdicts would change",
      "2:a file or an option cannot be used",
      "3:it failed"
    })
@NamedInterface("tool")
public final class ReplayVerdicts extends FileTool {

  static final int FAILED = 3;

  /** Ten thousand tallies and more; nobody waits at a page. */
  private static final Duration MOST = Duration.ofMinutes(10);

  private static final Path SHIPPED = Path.of("processes", "jury-verdict.dmn");

  @Option(
      names = "--tallies",
      required = true,
      paramLabel = "FILE.csv",
      description = "tallies and verdicts, as the pages of a jury export them")
  private Path tallies;

  @Option(
      names = "--table",
      paramLabel = "FILE.dmn",
      description =
          "the edited table (default: processes/jury-verdict.dmn of this folder, else the one in"
              + " the jar)")
  private Path table;

  @Option(
      names = "--against",
      paramLabel = "FILE.dmn",
      description = "a table to compare with, in place of what was said then")
  private Path against;

  @Override
  protected Path file() {
    return tallies;
  }

  @Override
  protected String failure() {
    return "Nothing was replayed:";
  }

  @Override
  protected Result result(PrintWriter err) {
    // The evaluator's remarks on single cells are for servers.
    LoggingSystem.get(getClass().getClassLoader()).beforeInitialize();
    try {
      TalliesFile file = TalliesFile.read(InputFile.read(tallies));
      if (file.verdicts().isEmpty() && file.unusable().isEmpty()) {
        throw new UnusableInput("the file holds no tally.");
      }
      Replay replay =
          Replay.of(
              file.verdicts(),
              file.unusable(),
              edited(),
              against == null ? null : table(against),
              MOST);
      checkUse(replay);
      return new Result(
          asJson() ? ReplayPrinted.asJson(replay) : ReplayPrinted.asText(replay),
          replay.totals().changed() == 0 ? 0 : 1);
    } catch (SubmissionRefused unreadable) {
      throw new UnusableInput(StringUtils.uncapitalize(unreadable.getMessage()));
    } catch (TableRefused refused) {
      throw new UnusableInput(Path.of(refused.table()), refused.getMessage());
    }
  }

  private TrialTable edited() {
    if (table != null) {
      return table(table);
    }
    if (Files.exists(SHIPPED)) {
      return table(SHIPPED);
    }
    try (InputStream inJar = getClass().getResourceAsStream("/processes/jury-verdict.dmn")) {
      return TrialTable.read(SHIPPED + " (in the jar)", inJar.readAllBytes(), Tally.TABLE);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private static TrialTable table(Path file) {
    return TrialTable.read(file.toString(), InputFile.read(file), Tally.TABLE);
  }

  /** Where no line says anything, it is not said that nothing would change. */
  private static void checkUse(Replay replay) {
    if (replay.totals().unusable() == replay.totals().tallies()) {
      Unusable first = replay.unusable().get(0);
      throw new UnusableInput(
          "no line can be used; line %d: %s".formatted(first.line(), first.reason()));
    }
  }
}
