package fr.fabrique.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.JavaFileObject.Kind;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A move to the maintained fork of the engine is a renaming, and this is the whole of it. */
class AnotherEngineTest {

  private static final Path SOURCES = Path.of("src/main/java");
  private static final Path ANOTHER_ENGINE = Path.of("target/another-engine");

  /** In this order. The library that evaluates FEEL keeps its name. */
  private static final Map<String, String> RENAMED = new LinkedHashMap<>();

  static {
    RENAMED.put("org\\.camunda\\.bpm\\.impl\\.juel\\.jakarta\\.el\\.", "jakarta.el.");
    RENAMED.put("org\\.camunda\\.(bpm|spin)\\.", "org.operaton.$1.");
    RENAMED.put("\\b(\\w*)Camunda(?=[A-Z])", "$1Operaton");
    RENAMED.put("\\bCAMUNDA_", "OPERATON_");
  }

  @TempDir Path compiled;

  @Test
  void our_code_compiles_against_the_fork_once_names_are_changed() throws IOException {
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    compiler
        .getTask(
            null,
            compiler.getStandardFileManager(diagnostics, Locale.ENGLISH, null),
            diagnostics,
            List.of(
                "-proc:none", "-parameters", "-d", compiled.toString(), "-classpath", classPath()),
            null,
            renamedSources())
        .call();
    assertThat(diagnostics.getDiagnostics())
        .filteredOn(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
        .extracting(d -> "%s: %s".formatted(d.getSource(), d.getMessage(Locale.ENGLISH)))
        .isEmpty();
    assertThat(compiled.resolve("fr/fabrique/FabriqueApplication.class")).exists();
  }

  private static List<JavaFileObject> renamedSources() throws IOException {
    List<JavaFileObject> sources = new ArrayList<>();
    try (Stream<Path> files = Files.walk(SOURCES)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
        String source = Files.readString(file);
        for (Map.Entry<String, String> renaming : RENAMED.entrySet()) {
          source = source.replaceAll(renaming.getKey(), renaming.getValue());
        }
        sources.add(new Source(SOURCES.relativize(file), source));
      }
    }
    return sources;
  }

  /** What we compile with, the fork in place of the engine. */
  private static String classPath() throws IOException {
    try (Stream<Path> fork = Files.list(ANOTHER_ENGINE)) {
      return Stream.concat(
              Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                  .filter(entry -> !Path.of(entry).getFileName().toString().startsWith("camunda-"))
                  .filter(entry -> !entry.endsWith("classes")),
              fork.map(Path::toString))
          .collect(Collectors.joining(File.pathSeparator));
    }
  }

  private static final class Source extends SimpleJavaFileObject {

    private final String source;

    Source(Path file, String source) {
      super(
          URI.create("string:///" + file.toString().replace(File.separatorChar, '/')), Kind.SOURCE);
      this.source = source;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return source;
    }
  }
}
