package fr.fabrique.demo;

import fr.fabrique.challenge.Challenges;
import fr.fabrique.idea.Ideas;
import fr.fabrique.idea.Submission;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.FormService;
import org.camunda.bpm.engine.TaskService;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Profile;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/** Hands in the demo ideas on the first start and sends some of them to the jury. */
@Component
@Profile("demo")
@Order(5)
class DemoIdeas implements ApplicationRunner {

  private static final Set<String> BEFORE_THE_JURY =
      Set.of("demo-03", "demo-04", "demo-05", "demo-06", "demo-08", "demo-10");

  private final Submission submission;
  private final Ideas ideas;
  private final TaskService tasks;
  private final FormService forms;
  private final String language;
  private final boolean wanted;

  DemoIdeas(
      Submission submission,
      Ideas ideas,
      TaskService tasks,
      FormService forms,
      @Value("${fabrique.language}") String language,
      @Value("${fabrique.demo-ideas:true}") boolean wanted) {
    this.submission = submission;
    this.ideas = ideas;
    this.tasks = tasks;
    this.forms = forms;
    this.language = language;
    this.wanted = wanted;
  }

  @Override
  public void run(ApplicationArguments arguments) throws IOException {
    if (wanted && ideas.of("author").isEmpty()) {
      try (InputStream csv = file(language)) {
        submission
            .importCsv(Challenges.PERMANENT, "animator", csv.readAllBytes())
            .accepted()
            .stream()
            .filter(idea -> BEFORE_THE_JURY.contains(idea.externalId()))
            .forEach(idea -> sendToTheJury(idea.id()));
      }
    }
  }

  private void sendToTheJury(String idea) {
    String screening =
        tasks.createTaskQuery().processInstanceBusinessKey(idea).singleResult().getId();
    tasks.claim(screening, "animator");
    forms.submitTaskForm(screening, Map.of("screening", "to_jury"));
  }

  /** The demo ideas in the language, as CSV. */
  static InputStream file(String language) throws IOException {
    return new ClassPathResource("demo/ideas_%s.csv".formatted(language.equals("fr") ? "fr" : "en"))
        .getInputStream();
  }
}
