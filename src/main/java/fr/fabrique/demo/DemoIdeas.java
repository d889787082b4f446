package fr.fabrique.demo;

import fr.fabrique.challenge.Challenges;
import fr.fabrique.idea.Ideas;
import fr.fabrique.idea.Submission;
import java.io.IOException;
import java.io.InputStream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Profile;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/** Hands in the demo ideas on the first start. */
@Component
@Profile("demo")
@Order(5)
class DemoIdeas implements ApplicationRunner {

  private final Submission submission;
  private final Ideas ideas;
  private final String language;
  private final boolean wanted;

  DemoIdeas(
      Submission submission,
      Ideas ideas,
      @Value("${fabrique.language}") String language,
      @Value("${fabrique.demo-ideas:true}") boolean wanted) {
    this.submission = submission;
    this.ideas = ideas;
    this.language = language;
    this.wanted = wanted;
  }

  @Override
  public void run(ApplicationArguments arguments) throws IOException {
    if (wanted && ideas.of("author").isEmpty()) {
      try (InputStream csv = file(language)) {
        submission.importCsv(Challenges.PERMANENT, "animator", csv.readAllBytes());
      }
    }
  }

  /** The demo ideas in the language, as CSV. */
  static InputStream file(String language) throws IOException {
    return new ClassPathResource("demo/ideas_%s.csv".formatted(language.equals("fr") ? "fr" : "en"))
        .getInputStream();
  }
}
