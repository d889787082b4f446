package fr.fabrique.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import fr.fabrique.OwnEngine;
import fr.fabrique.challenge.Challenges;
import fr.fabrique.engine.EngineClock;
import fr.fabrique.engine.step.DeferredWorkJobs;
import fr.fabrique.idea.Submission;
import fr.fabrique.idea.Submission.NewIdea;
import fr.fabrique.notification.Letter.Line;
import fr.fabrique.notification.Letter.Section;
import jakarta.mail.BodyPart;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.camunda.bpm.engine.FormService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.JobQuery;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

/** Mails of the running product, from the outbox to the mail server. */
@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {
      "fabrique.mail-from=fabrique@fabrique.example.org",
      "fabrique.public-url=https://fabrique.example.org",
      "spring.mail.host=127.0.0.1"
    })
@ActiveProfiles({"demo", "test"})
@OwnEngine
class MailJobsTest {

  private static final Instant NOON = Instant.parse("2026-11-25T11:00:00Z");
  private static final String TITLE = "Leave requests <b>without</b> paper";

  private static final int PORT = freePort();

  private final GreenMail server =
      new GreenMail(new ServerSetup(PORT, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

  @Autowired Outbox outbox;
  @Autowired DeferredWorkJobs deferredWork;
  @Autowired Submission submission;
  @Autowired IdentityService identity;
  @Autowired ManagementService management;
  @Autowired RuntimeService runtime;
  @Autowired TaskService tasks;
  @Autowired FormService forms;
  @Autowired JdbcClient jdbc;
  @Autowired TransactionTemplate transaction;
  @Autowired TestRestTemplate web;
  @Autowired JavaMailSenderImpl sender;

  @DynamicPropertySource
  static void mailServer(DynamicPropertyRegistry properties) {
    properties.add("spring.mail.port", () -> PORT);
  }

  /** A module that gathers the reviews of a juror. */
  @TestConfiguration
  static class Reviews {

    @Bean
    MailContent reviews() {
      return new MailContent() {

        @Override
        public Set<String> templates() {
          return Set.of("reviews_open");
        }

        @Override
        public Map<String, String> gatheredTasks() {
          return Map.of("task_review_idea", "reviews_open");
        }

        @Override
        public Optional<Letter> content(String recipient, String template, String subject) {
          Line review = new Line(TITLE, LocalDate.of(2026, 12, 1), "/ideas/1");
          return Optional.of(
              new Letter(List.of(), List.of(new Section(null, List.of(review))), null, null));
        }
      };
    }
  }

  @BeforeEach
  void prepare() {
    EngineClock.stopAt(NOON);
    for (String person : List.of("author", "juror1", "juror2", "juror3", "juror4", "juror5")) {
      User account = identity.createUserQuery().userId(person).singleResult();
      account.setEmail(person + "@people.example.org");
      identity.saveUser(account);
    }
    deferred().forEach(job -> management.deleteJob(job.getId()));
    jdbc.sql("delete from outgoing_message").update();
  }

  @AfterEach
  void close() {
    server.stop();
    EngineClock.release();
  }

  @Test
  void a_message_leaves_as_text_and_html_in_one() throws Exception {
    server.start();
    String idea = idea();
    tell("idea_stopped", idea);
    runDueJobs();

    MimeMessage mail = received().get(0);
    assertThat(mail.getSubject()).isEqualTo("Your idea stops here: " + TITLE);
    assertThat(mail.getFrom())
        .containsExactly(new InternetAddress("fabrique@fabrique.example.org", "La Fabrique"));
    assertThat(mail.getAllRecipients())
        .containsExactly(new InternetAddress("author@people.example.org"));
    assertThat(mail.getSentDate()).isEqualTo(Date.from(NOON));
    assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
    assertThat(mail.getHeader("Content-Language")).containsExactly("en");
    assertThat(mail.getContentType()).startsWith("multipart/alternative");

    MimeMultipart both = (MimeMultipart) mail.getContent();
    assertThat(both.getCount()).isEqualTo(2);
    BodyPart text = both.getBodyPart(0);
    BodyPart html = both.getBodyPart(1);
    assertThat(text.getContentType()).isEqualToIgnoringCase("text/plain; charset=UTF-8");
    assertThat((String) text.getContent())
        .contains("Hello Camille Moreau,", "“" + TITLE + "”", "/ideas/" + idea);
    assertThat(html.getContentType()).isEqualToIgnoringCase("text/html; charset=UTF-8");
    assertThat((String) html.getContent())
        .contains("“Leave requests &lt;b&gt;without&lt;/b&gt; paper”")
        .contains("href=\"https://fabrique.example.org/ideas/" + idea);
  }

  @Test
  void a_title_adds_no_header() throws Exception {
    server.start();
    String idea = idea();
    jdbc.sql("update idea set title = ? where id = ?")
        .params("A ramp\r\nBcc: juror1@people.example.org\r\n\r\nWords of mine", idea)
        .update();
    tell("idea_stopped", idea);
    runDueJobs();

    MimeMessage mail = received().get(0);
    assertThat(mail.getSubject())
        .isEqualTo("Your idea stops here: A ramp Bcc: juror1@people.example.org Words of mine");
    assertThat(mail.getHeader("Bcc")).isNull();
    assertThat(received()).hasSize(1);
  }

  @Test
  void a_mail_that_is_tried_again_keeps_its_id() throws Exception {
    tell("idea_stopped", idea());
    String id = waiting();
    Job job = deferred().get(0);
    assertThatThrownBy(() -> management.executeJob(job.getId()))
        .hasMessageContaining("The mail server did not take message " + id)
        .hasMessageContaining("MailConnectException");
    assertThat(waiting()).isEqualTo(id);

    server.start();
    management.executeJob(job.getId());
    assertThat(received())
        .singleElement()
        .satisfies(
            mail -> assertThat(mail.getMessageID()).isEqualTo("<" + id + "@fabrique.example.org>"));
    assertThat(deferred()).isEmpty();
  }

  @Test
  void a_mail_that_cannot_leave_is_tried_ever_later_and_becomes_an_incident() throws Exception {
    tell("idea_stopped", idea());
    Job job = deferred().get(0);
    Instant outage = NOON;
    for (String wait : List.of("PT1M", "PT5M", "PT15M", "PT1H", "PT3H", "PT6H")) {
      assertThatThrownBy(() -> management.executeJob(job.getId()));
      assertThat(incidents(job)).isZero();
      outage = outage.plus(Duration.parse(wait));
      assertThat(deferred().get(0).getDuedate()).isEqualTo(Date.from(outage));
      EngineClock.stopAt(outage);
    }
    assertThatThrownBy(() -> management.executeJob(job.getId()));
    assertThat(incidents(job)).isEqualTo(1);
    assertThat(waiting()).isNotNull();

    server.start();
    deferredWork.tryAgain();
    assertThat(incidents(job)).isZero();
    runDueJobs();
    assertThat(received()).hasSize(1);
  }

  @Test
  void a_refusal_says_nothing_of_the_recipient() throws Exception {
    try (RefusingMailServer refusing = RefusingMailServer.at(PORT)) {
      tell("idea_stopped", idea());
      Job job = deferred().get(0);
      assertThatThrownBy(() -> management.executeJob(job.getId()))
          .hasMessageEndingWith("SMTPAddressFailedException 550 5.1.1");
      assertThat(
              deferred().get(0).getExceptionMessage()
                  + management.getJobExceptionStacktrace(job.getId()))
          .contains("SMTPAddressFailedException")
          .doesNotContain("people.example.org", "Camille", "Leave requests");
    }
  }

  @Test
  void a_mail_server_that_says_nothing_is_not_listened_to_for_ever() {
    assertThat(sender.getJavaMailProperties().stringPropertyNames())
        .contains(
            "mail.smtp.connectiontimeout",
            "mail.smtp.timeout",
            "mail.smtp.writetimeout",
            "mail.smtps.timeout");
  }

  @Test
  void a_mail_server_that_is_down_does_not_make_the_product_ill() {
    assertThat(web.getForEntity("/actuator/health", String.class).getStatusCode())
        .isEqualTo(HttpStatus.OK);
  }

  @Test
  void reviews_are_told_together_and_not_one_by_one() throws Exception {
    server.start();
    for (int i = 0; i < 3; i++) {
      sendToJury(idea());
    }
    assertThat(tasks.createTaskQuery().taskDefinitionKey("task_review_idea").count()).isEqualTo(9);
    runDueJobs();
    assertThat(received()).noneMatch(mail -> to(mail).startsWith("juror"));

    EngineClock.stopAt(NOON.plus(Duration.ofMinutes(15)));
    runDueJobs();
    List<String> jurors =
        received().stream().map(MailJobsTest::to).filter(to -> to.startsWith("juror")).toList();
    assertThat(jurors).isNotEmpty().doesNotHaveDuplicates();
  }

  private void sendToJury(String idea) {
    Task screening =
        tasks
            .createTaskQuery()
            .processInstanceBusinessKey(idea)
            .taskDefinitionKey("task_screen_idea")
            .singleResult();
    forms.submitTaskForm(screening.getId(), Map.of("screening", "to_jury"));
  }

  private String idea() {
    return submission.submit(
        Challenges.PERMANENT,
        "author",
        new NewIdea(
            null,
            TITLE,
            "Paper",
            "One page where an agent asks and the manager answers within two days.",
            null,
            null,
            null,
            null,
            List.of(),
            null));
  }

  private void tell(String template, String subject) {
    transaction.executeWithoutResult(t -> outbox.tell("author", template, subject));
  }

  private void runDueJobs() {
    ofNoProcess(management.createJobQuery().executable())
        .forEach(job -> management.executeJob(job.getId()));
  }

  private List<Job> deferred() {
    return ofNoProcess(management.createJobQuery());
  }

  private static List<Job> ofNoProcess(JobQuery jobs) {
    return jobs.list().stream().filter(job -> job.getProcessDefinitionId() == null).toList();
  }

  private long incidents(Job job) {
    return runtime.createIncidentQuery().configuration(job.getId()).count();
  }

  /** The id of the one message that waits. */
  private String waiting() {
    return jdbc.sql("select id from outgoing_message where sent_at is null")
        .query(String.class)
        .single();
  }

  private List<MimeMessage> received() {
    return Arrays.asList(server.getReceivedMessages());
  }

  private static String to(MimeMessage mail) {
    try {
      return mail.getAllRecipients()[0].toString();
    } catch (Exception unreadable) {
      throw new IllegalStateException(unreadable);
    }
  }

  private static int freePort() {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      return free.getLocalPort();
    } catch (IOException none) {
      throw new UncheckedIOException(none);
    }
  }
}
