package fr.fabrique.notification;

import fr.fabrique.engine.EngineClock;
import fr.fabrique.engine.Texts;
import java.net.URI;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriUtils;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

/**
 * Writes mails in the installation's language: the words from the texts below {@code mail}, the
 * layout from the templates in {@code templates/mail}.
 */
@Component
class MailWriter {

  private static final String TASKS = "/camunda/app/tasklist/default/";

  /** Where a template's button leads; {@code idea_…} leads to the idea, any other home. */
  private static final Map<String, String> PAGES =
      Map.of(
          "challenge_open", "/ideas/new",
          "task_awaits", TASKS,
          "no_chair", TASKS,
          "review_reminder", TASKS,
          "review_withdrawn", "/reviews",
          "review_passed_on", "/reviews",
          "reviews_open", TASKS);

  private static final Pattern BREAKS = Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}]+");
  private static final Pattern CONTROLS = Pattern.compile("[\\p{Cc}&&[^\\n\\t]]+");

  private final Texts texts;
  private final String product;
  private final ITemplateEngine layouts = layouts();

  /**
   * @param publicUrl the address under which people reach the product
   * @throws IllegalArgumentException when that is no web address
   */
  MailWriter(Texts texts, @Value("${fabrique.public-url:http://127.0.0.1:8080}") String publicUrl) {
    URI address = URI.create(publicUrl.strip().replaceAll("/+$", ""));
    if (address.getHost() == null || !List.of("http", "https").contains(address.getScheme())) {
      throw new IllegalArgumentException(
          "fabrique.public-url must be a web address such as https://fabrique.example.org, not "
              + publicUrl);
    }
    this.texts = texts;
    this.product = address.toString();
  }

  /** A text as its paragraphs, and these as their lines: no mail client breaks lines alike. */
  record Entry(List<String> lines, String due, boolean overdue, String url) {}

  record Part(String heading, List<Entry> entries) {}

  /**
   * @param name the recipient's
   * @param title of what the message is about; empty in a digest
   * @param letter what follows the template's opening words
   */
  Mail write(Message message, String name, String title, Letter letter) {
    String words = "mail." + message.template();
    String subject = oneLine(texts.of(words + ".subject", oneLine(title), letter.size()));
    Context page = new Context(texts.language());
    page.setVariable("lang", texts.language().toLanguageTag());
    page.setVariable("subject", subject);
    page.setVariable("greeting", texts.of("mail.greeting", oneLine(name)));
    page.setVariable(
        "paragraphs",
        Stream.concat(
                Stream.of(texts.of(words + ".text", oneLine(title), letter.size())),
                letter.paragraphs().stream())
            .flatMap(MailWriter::paragraphs)
            .toList());
    page.setVariable("parts", letter.sections().stream().map(this::part).toList());
    page.setVariable(
        "closing", letter.closing() == null ? List.of() : paragraphs(letter.closing()).toList());
    String action = texts.of(words + ".action");
    String url = product + path(message, letter);
    page.setVariable("action", action);
    page.setVariable("url", url);
    page.setVariable("link", texts.of("mail.link", action, url));
    page.setVariable("why", texts.of(words + ".why"));
    return new Mail(
        subject, layouts.process("letter.txt", page), layouts.process("letter.html", page));
  }

  private Part part(Letter.Section section) {
    return new Part(section.heading(), section.lines().stream().map(this::entry).toList());
  }

  private Entry entry(Letter.Line line) {
    LocalDate due = line.due();
    boolean overdue = due != null && due.isBefore(EngineClock.now().toLocalDate());
    return new Entry(
        lines(line.text()),
        due == null
            ? null
            : texts.of(overdue ? "mail.overdue" : "mail.due", due.format(texts.day())),
        overdue,
        line.path() == null ? null : product + line.path());
  }

  private static String path(Message message, Letter letter) {
    if (letter.path() != null) {
      return letter.path();
    }
    return message.template().startsWith("idea_")
        ? "/ideas/" + UriUtils.encodePathSegment(message.subject(), "UTF-8")
        : PAGES.getOrDefault(message.template(), "/");
  }

  private static Stream<List<String>> paragraphs(String text) {
    return Arrays.stream(text.strip().split("\\R\\s*\\R")).map(MailWriter::lines);
  }

  private static List<String> lines(String text) {
    return text.strip().lines().map(line -> CONTROLS.matcher(line).replaceAll("").strip()).toList();
  }

  /**
   * Fit for a header: without line breaks, and without what reads as the beginning of an encoded
   * word, which mail clients would turn into something else than what was written.
   */
  private static String oneLine(String text) {
    return BREAKS.matcher(text).replaceAll(" ").strip().replace("=?", "= ?");
  }

  /** Apart from the engine of our pages, which knows nothing of mails. */
  private static ITemplateEngine layouts() {
    SpringTemplateEngine engine = new SpringTemplateEngine();
    engine.addTemplateResolver(layout("*.html", TemplateMode.HTML));
    engine.addTemplateResolver(layout("*.txt", TemplateMode.TEXT));
    return engine;
  }

  private static ClassLoaderTemplateResolver layout(String name, TemplateMode mode) {
    ClassLoaderTemplateResolver resolver = new ClassLoaderTemplateResolver();
    resolver.setPrefix("templates/mail/");
    resolver.setResolvablePatterns(Set.of(name));
    resolver.setTemplateMode(mode);
    resolver.setCharacterEncoding("UTF-8");
    return resolver;
  }
}
