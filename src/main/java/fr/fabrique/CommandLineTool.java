package fr.fabrique;

import fr.fabrique.change.CheckRoute;
import fr.fabrique.change.forecast.ForecastRoute;
import fr.fabrique.jury.past.ReportJury;
import fr.fabrique.jury.replay.ReplayVerdicts;
import fr.fabrique.rehearsal.Rehearse;
import org.springframework.core.NestedExceptionUtils;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** The subcommands of the jar. */
@Command(
    name = "fabrique",
    mixinStandardHelpOptions = true,
    description = "La Fabrique on the command line; without a subcommand it serves.")
final class CommandLineTool {

  private CommandLineTool() {}

  static CommandLine line() {
    return new CommandLine(new CommandLineTool())
        .addSubcommand(new CheckRoute())
        .addSubcommand(new ForecastRoute())
        .addSubcommand(new Rehearse(FabriqueApplication.class))
        .addSubcommand(new ReportJury(FabriqueApplication.class))
        .addSubcommand(new ReplayVerdicts())
        .setParameterExceptionHandler(CommandLineTool::refuse)
        .setExecutionExceptionHandler(CommandLineTool::broken);
  }

  /** Answers the exit code, whatever happens. */
  static int execute(CommandLine line, String... args) {
    try {
      return line.execute(args);
    } catch (OutOfMemoryError exhausted) {
      return tooMuch(line);
    }
  }

  /** What the files ask for goes beyond this machine: that is no fault of the program. */
  private static int tooMuch(CommandLine command) {
    command
        .getErr()
        .println(
            "It needs more memory than the program may take. Make the files smaller, or give it more:"
                + " java -Xmx2g -jar fabrique.jar …");
    return command.getCommandSpec().exitCodeOnInvalidInput();
  }

  /** A fault of the program itself is told in one line, with what those who mend it need. */
  private static int broken(Exception fault, CommandLine command, ParseResult parsed) {
    if (NestedExceptionUtils.getMostSpecificCause(fault) instanceof OutOfMemoryError) {
      return tooMuch(command);
    }
    command
        .getErr()
        .println(
            "This is a fault of the program, not yours; please report it: %s at %s"
                .formatted(fault, fault.getStackTrace()[0]));
    return command.getCommandSpec().exitCodeOnInvalidInput();
  }

  /** What is wrong stands alone: above a page of help nobody would look for it. */
  private static int refuse(ParameterException mistake, String... args) {
    CommandLine command = mistake.getCommandLine();
    command.getErr().println(mistake.getMessage());
    UnmatchedArgumentException.printSuggestions(mistake, command.getErr());
    command
        .getErr()
        .println("Try '%s --help'.".formatted(command.getCommandSpec().qualifiedName()));
    return command.getCommandSpec().exitCodeOnInvalidInput();
  }
}
