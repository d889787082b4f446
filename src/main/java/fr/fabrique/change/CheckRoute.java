package fr.fabrique.change;

import fr.fabrique.engine.StepCatalogue;
import fr.fabrique.engine.check.Finding;
import fr.fabrique.engine.check.RouteCheck;
import fr.fabrique.engine.check.RouteFiles;
import fr.fabrique.tool.UnusableInput;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import org.slf4j.LoggerFactory;
import org.slf4j.helpers.NOP_FallbackServiceProvider;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * The subcommand with which a process owner checks a route on a computer of their own. It needs
 * neither server nor database.
 */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description = {
      "Tells what is wrong with an edited route before it is published.",
      "Starts no server and no database, and changes nothing."
    },
    footerHeading = "%nJSON: one array of%n",
    footer =
        "  folder, file, line, element, label, severity (blocks|warns|tells), rule, message, remedy",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:nothing blocks",
      "1:something blocks the publication",
      "2:a folder or an option cannot be used"
    })
public final class CheckRoute implements Callable<Integer> {

  enum Format {
    text,
    json,
    sarif
  }

  enum Language {
    en,
    fr
  }

  @Parameters(
      paramLabel = "FOLDER",
      description = "holds processes and forms side by side (default: this folder)")
  private List<Path> folders = List.of(Path.of("."));

  @Option(
      names = "--against",
      paramLabel = "FOLDER",
      description =
          "the published route, on which ideas stand (default: the one that is shipped in the jar)")
  private Path against;

  @Option(
      names = "--format",
      defaultValue = "text",
      paramLabel = "text|json|sarif",
      description = "what to print (default: ${DEFAULT-VALUE})")
  private Format format;

  @Option(
      names = "--language",
      defaultValue = "en",
      paramLabel = "en|fr",
      description = "in which findings are told (default: ${DEFAULT-VALUE})")
  private Language language;

  @Spec private CommandSpec spec;

  /**
   * The remarks of engine and evaluators are for servers. It holds for the whole Java machine: only
   * one that does nothing but check may ask for it.
   */
  public static void keepNoLog() {
    System.setProperty("slf4j.internal.verbosity", "ERROR");
    System.setProperty(
        LoggerFactory.PROVIDER_PROPERTY_KEY, NOP_FallbackServiceProvider.class.getName());
  }

  @Override
  public Integer call() {
    Map<Path, List<Finding>> findings = new LinkedHashMap<>();
    try {
      SortedMap<String, byte[]> published =
          against == null ? RouteFiles.shipped() : files(against, new ArrayList<>());
      RouteCheck check = new RouteCheck(new StepCatalogue());
      for (Path folder : folders) {
        List<Finding> unreadable = new ArrayList<>();
        SortedMap<String, byte[]> files = files(folder, unreadable);
        List<Finding> found = new ArrayList<>(unreadable);
        found.addAll(check.change(published, files));
        findings.put(folder, found);
      }
    } catch (UnusableInput unusable) {
      spec.commandLine()
          .getErr()
          .println("%s: %s".formatted(unusable.file().orElseThrow(), unusable.getMessage()));
      return 2;
    }
    FindingsPrinted print = new FindingsPrinted(Locale.forLanguageTag(language.name()));
    PrintWriter out = spec.commandLine().getOut();
    out.print(
        switch (format) {
          case text -> print.asText(findings);
          case json -> print.asJson(findings);
          case sarif -> print.asSarif(findings);
        });
    out.flush();
    return findings.values().stream().flatMap(List::stream).anyMatch(Finding::blocks) ? 1 : 0;
  }

  private static SortedMap<String, byte[]> files(Path folder, List<Finding> unreadable) {
    if (!Files.isDirectory(folder)) {
      throw new UnusableInput(folder, "there is no such folder.");
    }
    RouteFiles files = new RouteFiles(folder);
    if (!files.onDisk()) {
      throw new UnusableInput(folder, "it holds neither processes nor forms.");
    }
    return files.read(unreadable);
  }
}
