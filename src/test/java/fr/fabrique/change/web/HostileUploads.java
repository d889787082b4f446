package fr.fabrique.change.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import fr.fabrique.engine.check.Hostile;
import fr.fabrique.engine.check.RouteFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Files that somebody sends to the door of Camunda Modeler to do harm, or because they are cut. */
final class HostileUploads {

  private static final String ATTACK =
      "${''.getClass().forName('java.lang.Runtime').getMethods()[6].invoke(null).exec('id')}";

  private final List<Upload> all = new ArrayList<>();
  private final SortedMap<String, byte[]> shipped = RouteFiles.shipped();

  private HostileUploads() {}

  /**
   * A file.
   *
   * @param kind what is wrong with it, the same words for the same fault
   */
  record Upload(String kind, String name, byte[] content) {

    @Override
    public String toString() {
      return kind + ": " + name;
    }
  }

  static List<Upload> all() {
    HostileUploads uploads = new HostileUploads();
    uploads.documentTypes();
    uploads.code();
    uploads.expressions();
    uploads.cutAndMiswritten();
    uploads.tooMuch();
    uploads.archives();
    uploads.otherThings();
    return uploads.all;
  }

  /** The first of each kind. */
  static List<Upload> oneOfEachKind() {
    Map<String, Upload> kinds = new LinkedHashMap<>();
    all().forEach(upload -> kinds.putIfAbsent(upload.kind(), upload));
    return List.copyOf(kinds.values());
  }

  private void documentTypes() {
    Map<String, String> types = new LinkedHashMap<>();
    types.put("a file by an entity", "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>");
    types.put(
        "an address by an entity", "<!DOCTYPE a [<!ENTITY x SYSTEM \"http://127.0.0.1:9/\">]>");
    types.put(
        "a parameter entity",
        "<!DOCTYPE a [<!ENTITY % p SYSTEM \"file:///etc/hostname\"> %p;<!ENTITY x \"y\">]>");
    types.put("a document type elsewhere", "<!DOCTYPE a SYSTEM \"http://127.0.0.1:9/a.dtd\">");
    StringBuilder laughs = new StringBuilder("<!DOCTYPE a [<!ENTITY x0 \"ha\">");
    for (int i = 1; i <= 60; i++) {
      laughs.append("<!ENTITY x%d \"&x%d;&x%d;\">".formatted(i, i - 1, i - 1));
    }
    types.put("entities that double", laughs.append("<!ENTITY x \"&x60;\">]>").toString());
    types.put("a long entity", "<!DOCTYPE a [<!ENTITY x \"" + "x".repeat(200_000) + "\">]>");
    types.forEach(
        (kind, type) ->
            each(
                kind,
                "bpmn|dmn",
                xml ->
                    xml.replaceFirst("\\?>", "?>" + Matcher.quoteReplacement(type))
                        .replaceFirst("name=\"", "name=\"&x;")));
  }

  private void code() {
    for (Hostile hostile : Hostile.all()) {
      add(hostile.title(), hostile.file(), hostile.content().getBytes(UTF_8));
    }
  }

  /** At every task of every diagram, in turn. */
  private void expressions() {
    List<String> ways =
        List.of(
            "camunda:candidateUsers=\"%s\"",
            "camunda:dueDate=\"%s\"",
            "camunda:assignee=\"${author}\" camunda:followUpDate=\"%s\"",
            "camunda:priority=\"%s\"",
            "camunda:candidateGroups=\"animators,%s\"");
    int turn = 0;
    for (Map.Entry<String, byte[]> file : shipped.entrySet()) {
      String text = new String(file.getValue(), UTF_8);
      for (int at = text.indexOf("<bpmn:userTask "); at >= 0; ) {
        int end = text.indexOf('>', at);
        String way = ways.get(turn++ % ways.size());
        String attribute = way.substring(way.lastIndexOf("camunda:"), way.lastIndexOf('='));
        String task = text.substring(at, end).replaceFirst(" " + attribute + "=\"[^\"]*\"", "");
        add(
            "an expression at a task, as " + attribute,
            base(file.getKey()),
            (text.substring(0, at)
                    + task
                    + " "
                    + way.substring(way.lastIndexOf("camunda:")).formatted(ATTACK)
                    + text.substring(end))
                .getBytes(UTF_8));
        at = text.indexOf("<bpmn:userTask ", end);
      }
    }
    each(
        "an expression for a step",
        "bpmn",
        xml ->
            xml.replaceFirst(
                "delegateExpression=\"[^\"]+\"", "delegateExpression=\"" + quoted(ATTACK) + "\""));
    each(
        "a Java class for a step",
        "bpmn",
        xml -> xml.replaceFirst("delegateExpression=\"[^\"]+\"", "class=\"java.lang.Runtime\""));
    each(
        "an expression in a condition",
        "bpmn",
        xml -> xml.replaceFirst("(<bpmn:conditionExpression[^>]*>)[^<]*", "$1" + quoted(ATTACK)));
    each(
        "an expression in a timer",
        "bpmn",
        xml -> xml.replaceFirst("(<bpmn:timeDuration[^>]*>)[^<]*", "$1" + quoted(ATTACK)));
    each(
        "code in a cell",
        "dmn",
        xml ->
            xml.replaceFirst(
                "(<inputEntry[^>]*>\\s*<text>)[^<]*", "$1" + quoted("java.lang.System.exit(1)")));
    each(
        "a cell in JavaScript",
        "dmn",
        xml -> xml.replaceFirst("<inputEntry ", "<inputEntry expressionLanguage=\"javascript\" "));
  }

  private void cutAndMiswritten() {
    shipped.forEach(
        (name, content) -> {
          for (int part = 1; part <= 3; part++) {
            add("cut off", base(name), Arrays.copyOf(content, content.length * part / 4));
          }
          byte[] latin = new String(content, UTF_8).replaceFirst("[a-z]", "é").getBytes(ISO_8859_1);
          if (name.matches(".*\\.(bpmn|dmn)")) {
            latin =
                new String(content, UTF_8).replaceFirst("name=\"", "name=\"é").getBytes(ISO_8859_1);
          }
          add("another encoding than it says", base(name), latin);
          add("bytes of zero", base(name), new byte[5_000]);
          add("nothing", base(name), new byte[0]);
        });
  }

  private void tooMuch() {
    each("a drawing of two megabytes", "bpmn", xml -> xml + "<!--" + "x".repeat(2_000_000) + "-->");
    each(
        "elements without end",
        "bpmn",
        xml -> xml.replaceFirst("<bpmn:process ", "<a>".repeat(50_000) + "<bpmn:process "));
    each(
        "brackets without end",
        "dmn",
        xml -> xml.replaceFirst("(<inputEntry[^>]*>\\s*<text>)[^<]*", "$1" + "(".repeat(50_000)));
    String brackets = "${" + "(".repeat(50_000) + "author" + ")".repeat(50_000) + "}";
    each(
        "brackets in a condition",
        "bpmn",
        xml -> xml.replaceFirst("(<bpmn:conditionExpression[^>]*>)[^<]*", "$1" + quoted(brackets)));
    each(
        "brackets at a task",
        "bpmn",
        xml ->
            xml.replaceFirst(
                "camunda:(assignee|candidateGroups)=\"[^\"]*\"",
                "camunda:assignee=\"" + quoted(brackets) + "\""));
    each(
        "brackets in what hides a question",
        "form",
        form -> form.replaceFirst("\"hide\": \".*\"", "\"hide\": \"=" + "(".repeat(50_000) + "\""));
    each(
        "an operation without end",
        "dmn",
        xml ->
            xml.replaceFirst(
                "(<inputEntry[^>]*>\\s*<text>)[^<]*", "$1" + "1" + "+1".repeat(100_000)));
    add("thirty megabytes", "idea-route.bpmn", new byte[30_000_000]);
    add("more than may be sent", "idea-route.bpmn", new byte[40_000_000]);
    add("brackets without end in a form", "review_idea.form", "[".repeat(900_000).getBytes(UTF_8));
    add(
        "components in components",
        "review_idea.form",
        ("{\"id\":\"review_idea\",\"type\":\"default\",\"components\":"
                + "[{\"type\":\"group\",\"components\":".repeat(15_000))
            .getBytes(UTF_8));
  }

  private void archives() {
    add(
        "an archive that unfolds to a gigabyte",
        "route.zip",
        zip("processes/idea-route.bpmn", 1_000));
    add("an archive of an archive", "route.zip", zip("route.zip", 1));
    add("an archive that is none", "route.zip", "PK never".getBytes(UTF_8));
    add("an archive cut off", "route.zip", Arrays.copyOf(zip("a.bpmn", 1), 100));
    add("an archive with ways out", "route.zip", zip("../../../etc/cron.d/x", 1));
    add("an archive of thousands", "route.zip", thousands());
    add("an empty archive", "route.zip", zip("folder/", 0));
  }

  private void otherThings() {
    for (String name :
        List.of(
            "a.jar",
            "a.class",
            "a.js",
            "a.html",
            "a.xml",
            "a.groovy",
            "a",
            ".bpmn",
            "..",
            "a.bpmn.exe",
            "a.cmmn")) {
      add("no file of a route", name, "x".getBytes(UTF_8));
    }
    add("a name that is too long", "a".repeat(300) + ".bpmn", "x".getBytes(UTF_8));
    add(
        "a page as a diagram",
        "idea-route.bpmn",
        "<html><script>alert(1)</script></html>".getBytes(UTF_8));
    add("a text as a diagram", "idea-route.bpmn", "Hello".getBytes(UTF_8));
    add("a text as a form", "review_idea.form", "Hello".getBytes(UTF_8));
    add("a list as a form", "review_idea.form", "[]".getBytes(UTF_8));
    add("a number as texts", "fr.json", "7".getBytes(UTF_8));
    add("one key twice", "fr.json", "{\"a\":1,\"a\":{}}".getBytes(UTF_8));
  }

  private void each(String kind, String endings, UnaryOperator<String> edit) {
    shipped.forEach(
        (name, content) -> {
          String text = new String(content, UTF_8);
          String edited = name.matches(".*\\.(" + endings + ")") ? edit.apply(text) : text;
          if (!edited.equals(text)) {
            add(kind, base(name), edited.getBytes(UTF_8));
          }
        });
  }

  private void add(String kind, String name, byte[] content) {
    all.add(new Upload(kind, name, content));
  }

  private static String base(String name) {
    return name.substring(name.indexOf('/') + 1);
  }

  private static String quoted(String text) {
    return Matcher.quoteReplacement(text);
  }

  private static byte[] zip(String entry, int megabytes) {
    try {
      ByteArrayOutputStream archive = new ByteArrayOutputStream();
      try (ZipOutputStream zip = new ZipOutputStream(archive)) {
        zip.putNextEntry(new ZipEntry(entry));
        byte[] nothing = new byte[1_000_000];
        for (int i = 0; i < megabytes; i++) {
          zip.write(nothing);
        }
      }
      return archive.toByteArray();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private static byte[] thousands() {
    try {
      ByteArrayOutputStream archive = new ByteArrayOutputStream();
      try (ZipOutputStream zip = new ZipOutputStream(archive)) {
        for (int i = 0; i < 5_000; i++) {
          zip.putNextEntry(new ZipEntry("processes/a%d.bpmn".formatted(i)));
          zip.write('x');
        }
      }
      return archive.toByteArray();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }
}
