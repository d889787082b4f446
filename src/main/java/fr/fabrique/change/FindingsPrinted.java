package fr.fabrique.change;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import fr.fabrique.engine.check.Finding;
import fr.fabrique.engine.check.Rule;
import fr.fabrique.engine.check.Severity;
import fr.fabrique.engine.check.Words;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Findings as people, programs and development tools read them, by the folder they are about. */
final class FindingsPrinted {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private final Locale language;

  /**
   * @param language in which they are told; what programs look for stays as it is
   */
  FindingsPrinted(Locale language) {
    this.language = language;
  }

  String asText(Map<Path, List<Finding>> findings) {
    StringBuilder text = new StringBuilder();
    findings.forEach(
        (folder, found) -> {
          text.append("%s%n".formatted(Words.of("%s: %s", folder, total(found)).in(language)));
          for (Severity severity : Severity.values()) {
            found.stream()
                .filter(finding -> finding.severity() == severity)
                .forEach(
                    finding ->
                        text.append(
                            "  %-6s  %s [%s]%n"
                                .formatted(
                                    severity.words().in(language),
                                    finding.sentence().in(language),
                                    finding.rule())));
          }
        });
    return text.toString();
  }

  private static Words total(List<Finding> findings) {
    return findings.isEmpty()
        ? Words.of("nothing to mend.")
        : Words.of(
            "%s that block, %s that warn, %s that tell.",
            count(findings, Severity.BLOCKS),
            count(findings, Severity.WARNS),
            count(findings, Severity.TELLS));
  }

  private static long count(List<Finding> findings, Severity severity) {
    return findings.stream().filter(finding -> finding.severity() == severity).count();
  }

  String asJson(Map<Path, List<Finding>> findings) {
    List<Map<String, Object>> all = new ArrayList<>();
    findings.forEach((folder, found) -> found.forEach(f -> all.add(json(folder, f))));
    return written(all);
  }

  private Map<String, Object> json(Path folder, Finding finding) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("folder", folder.toString());
    json.put("file", finding.file());
    json.put("line", finding.line());
    json.put("element", finding.element());
    json.put("label", finding.label());
    json.put("severity", finding.severity().toString());
    json.put("rule", finding.rule().toString());
    json.put("message", finding.message().in(language));
    json.put("remedy", finding.remedy().in(language));
    return json;
  }

  /** SARIF 2.1.0 (OASIS, 2020), which code hosts and editors show beside the files. */
  String asSarif(Map<Path, List<Finding>> findings) {
    List<Map<String, Object>> results = new ArrayList<>();
    findings.forEach((folder, found) -> found.forEach(f -> results.add(sarif(folder, f))));
    return written(
        Map.of(
            "$schema",
            "https://json.schemastore.org/sarif-2.1.0.json",
            "version",
            "2.1.0",
            "runs",
            List.of(
                Map.of(
                    "tool",
                    Map.of("driver", Map.of("name", "La Fabrique check", "rules", rules())),
                    "results",
                    results))));
  }

  private static List<Map<String, Object>> rules() {
    return Arrays.stream(Rule.values())
        .map(
            rule ->
                Map.<String, Object>of(
                    "id",
                    rule.toString(),
                    "defaultConfiguration",
                    Map.of("level", level(rule.severity()))))
        .toList();
  }

  private Map<String, Object> sarif(Path folder, Finding finding) {
    Map<String, Object> place = new LinkedHashMap<>();
    place.put(
        "artifactLocation",
        Map.of("uri", folder.resolve(finding.file()).normalize().toString().replace('\\', '/')));
    if (finding.line() > 0) {
      place.put("region", Map.of("startLine", finding.line()));
    }
    Map<String, Object> location = new LinkedHashMap<>();
    location.put("physicalLocation", place);
    if (!finding.element().isEmpty()) {
      location.put(
          "logicalLocations",
          List.of(Map.of("name", finding.label(), "fullyQualifiedName", finding.element())));
    }
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("ruleId", finding.rule().toString());
    result.put("level", level(finding.severity()));
    result.put(
        "message",
        Map.of("text", finding.message().in(language) + " " + finding.remedy().in(language)));
    result.put("locations", List.of(location));
    return result;
  }

  private static String level(Severity severity) {
    return switch (severity) {
      case BLOCKS -> "error";
      case WARNS -> "warning";
      case TELLS -> "note";
    };
  }

  private static String written(Object json) {
    try {
      return JSON.writeValueAsString(json) + System.lineSeparator();
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
