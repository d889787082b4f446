package fr.fabrique.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import fr.fabrique.engine.DeferredWork;
import fr.fabrique.engine.EngineClock;
import fr.fabrique.engine.Language;
import fr.fabrique.notification.Letter.Line;
import fr.fabrique.notification.Letter.Section;
import fr.fabrique.people.People;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.transaction.support.TransactionTemplate;

/** Whatever happens in a day, one mail at most gathers it for a person. */
class DigestTest {

  private static final String JUROR = "juror1";
  private static final String REVIEWS = "reviews_open";
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 25);

  private final GreenMail server =
      new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
  private final ExecutorService others = Executors.newCachedThreadPool();
  private final JobsInMemory jobs = new JobsInMemory();
  private final OpenReviews content = new OpenReviews();
  private final People people = mock(People.class);

  private JdbcClient jdbc;
  private TransactionTemplate transaction;
  private Outbox outbox;
  private SendMail sendMail;

  DataSource database() throws Exception {
    return new DriverManagerDataSource(
        "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=10000", "sa", "");
  }

  @BeforeEach
  void open() throws Exception {
    DataSource database = database();
    Flyway.configure().dataSource(database).load().migrate();
    jdbc = JdbcClient.create(database);
    jdbc.sql("delete from outgoing_message").update();
    jdbc.sql("drop table if exists open_review").update();
    jdbc.sql("create table open_review (juror varchar(64), title varchar(100))").update();
    transaction = new TransactionTemplate(new JdbcTransactionManager(database));
    when(people.mailAddress(anyString()))
        .thenAnswer(asked -> Optional.of(asked.getArgument(0) + "@fabrique.example.org"));
    when(people.name(anyString())).thenReturn("Paul Girard");
    server.start();
    JavaMailSenderImpl sender = new JavaMailSenderImpl();
    sender.setHost("127.0.0.1");
    sender.setPort(server.getSmtp().getPort());
    installWith(sender);
    itIs(9, 0);
  }

  private void installWith(JavaMailSenderImpl sender) throws Exception {
    StaticListableBeanFactory beans = new StaticListableBeanFactory();
    beans.addBean("content", content);
    if (sender != null) {
      beans.addBean("sender", sender);
    }
    MessageTable messages = new MessageTable(jdbc);
    DigestTimes times = new DigestTimes(Duration.ofMinutes(15), 7);
    outbox = new StoredOutbox(messages, people, times, jobs);
    sendMail =
        new SendMail(
            messages,
            people,
            new MailWriter(Language.texts("en"), "https://fabrique.example.org"),
            new PostOffice(
                beans.getBeanProvider(JavaMailSender.class),
                Language.texts("en"),
                "La Fabrique",
                "fabrique@fabrique.example.org"),
            times,
            jobs,
            List.of(),
            beans.getBeanProvider(MailContent.class));
  }

  @AfterEach
  void close() {
    EngineClock.release();
    others.shutdownNow();
    server.stop();
  }

  @Test
  void twelve_in_one_go_and_more_before_it_leaves_make_one_mail() {
    transaction.executeWithoutResult(
        t -> {
          for (int review = 1; review <= 12; review++) {
            assign("Idea " + review);
          }
        });
    itIs(9, 10);
    transaction.executeWithoutResult(t -> assign("Idea 13"));
    assertThat(waiting()).isEqualTo(1);
    runDueJobs();
    assertThat(mails()).isEmpty();

    itIs(9, 15);
    runDueJobs();
    assertThat(subjects()).containsExactly("13 reviews await you");
    assertThat(mails())
        .allSatisfy(mail -> assertThat(GreenMailUtil.getBody(mail)).contains("Idea 1", "Idea 13"));
  }

  @Test
  void what_comes_after_it_has_left_waits_for_tomorrow() {
    transaction.executeWithoutResult(t -> assign("Idea 1"));
    itIs(9, 15);
    runDueJobs();
    for (int hour = 10; hour <= 23; hour++) {
      itIs(hour, 0);
      transaction.executeWithoutResult(t -> assign("One more"));
      assertThat(leavesAt()).isEqualTo(at(TODAY.plusDays(1), 7, 0));
      runDueJobs();
    }
    assertThat(waiting()).isEqualTo(1);
    itIs(TODAY.plusDays(1), 6, 59);
    runDueJobs();
    assertThat(subjects()).containsExactly("A review awaits you");

    itIs(TODAY.plusDays(1), 7, 0);
    runDueJobs();
    assertThat(subjects()).containsExactly("A review awaits you", "15 reviews await you");
  }

  @Test
  void two_that_ask_at_once_make_one_mail() throws Exception {
    askTwiceAtOnce();
    itIs(9, 15);
    runDueJobs();
    itIs(23, 59);
    runDueJobs();
    assertThat(subjects()).containsExactly("2 reviews await you");
    assertThat(waiting()).isZero();
  }

  @Test
  void two_that_count_on_one_digest_do_not_wait_for_each_other() throws Exception {
    transaction.executeWithoutResult(t -> assign("An idea"));
    askTwiceAtOnce();
    itIs(9, 15);
    runDueJobs();
    assertThat(subjects()).containsExactly("3 reviews await you");
    assertThat(waiting()).isZero();
  }

  private void askTwiceAtOnce() throws Exception {
    CyclicBarrier bothHaveAsked = new CyclicBarrier(2);
    Callable<Void> assignment =
        () ->
            transaction.execute(
                t -> {
                  assign("An idea");
                  meet(bothHaveAsked);
                  return null;
                });
    others.invokeAll(List.of(assignment, assignment)).forEach(DigestTest::finished);
  }

  @Test
  void jobs_that_run_at_once_send_one_mail() throws Exception {
    CyclicBarrier allHaveAsked = new CyclicBarrier(6);
    others
        .invokeAll(
            Collections.nCopies(
                6,
                () ->
                    transaction.execute(
                        t -> {
                          assign("An idea");
                          meet(allHaveAsked);
                          return null;
                        })))
        .forEach(DigestTest::finished);
    itIs(9, 15);
    CyclicBarrier start = new CyclicBarrier(6);
    List<String> due = jobs.takeDue();
    assertThat(due).hasSize(6);
    others
        .invokeAll(
            due.stream()
                .<Callable<Void>>map(
                    job ->
                        () -> {
                          meet(start);
                          perform(job);
                          return null;
                        })
                .toList())
        .forEach(DigestTest::finished);
    assertThat(subjects()).containsExactly("6 reviews await you");
    assertThat(waiting()).isZero();
  }

  @Test
  void a_message_whose_job_runs_twice_at_once_is_sent_once() throws Exception {
    transaction.executeWithoutResult(
        t -> {
          assign("Idea 1");
          outbox.tell(JUROR, "review_reminder", "an idea");
        });
    String message = jobs.takeDue().get(0);
    content.hold();
    Future<?> once = others.submit(() -> perform(message));
    content.awaitReader();
    Future<?> again = others.submit(() -> perform(message));
    assertThatThrownBy(() -> again.get(300, TimeUnit.MILLISECONDS))
        .isInstanceOf(TimeoutException.class);
    content.letGo();
    finished(once);
    finished(again);
    assertThat(subjects()).containsExactly("A review awaits you: an idea");
  }

  @Test
  void a_digest_leaves_after_the_transactions_that_count_on_it() throws Exception {
    transaction.executeWithoutResult(t -> assign("Idea 1"));
    itIs(9, 15);
    Future<?> job =
        transaction.execute(
            t -> {
              assign("Idea 2");
              Future<?> sending = others.submit(this::runDueJobs);
              assertThatThrownBy(() -> sending.get(300, TimeUnit.MILLISECONDS))
                  .isInstanceOf(TimeoutException.class);
              return sending;
            });
    finished(job);
    assertThat(subjects()).containsExactly("2 reviews await you");
  }

  @Test
  void what_comes_while_it_leaves_is_told_tomorrow() throws Exception {
    transaction.executeWithoutResult(t -> assign("Idea 1"));
    itIs(9, 15);
    content.hold();
    Future<?> job = others.submit(this::runDueJobs);
    content.awaitReader();
    transaction.executeWithoutResult(t -> assign("Idea 2"));
    content.letGo();
    finished(job);
    itIs(9, 30);
    runDueJobs();
    assertThat(subjects()).containsExactly("A review awaits you");

    itIs(TODAY.plusDays(1), 7, 0);
    runDueJobs();
    assertThat(subjects()).containsExactly("A review awaits you", "2 reviews await you");
  }

  @Test
  void nothing_is_sent_when_nothing_is_left_to_say() {
    transaction.executeWithoutResult(t -> assign("Idea 1"));
    jdbc.sql("delete from open_review").update();
    itIs(9, 15);
    runDueJobs();
    assertThat(mails()).isEmpty();
    assertThat(dropped()).containsExactly("NOTHING_LEFT");

    transaction.executeWithoutResult(t -> assign("Idea 2"));
    itIs(9, 30);
    runDueJobs();
    assertThat(subjects()).containsExactly("A review awaits you");
  }

  @Test
  void one_who_has_no_address_is_passed_over_and_counted() {
    for (Optional<String> none :
        List.of(
            Optional.<String>empty(),
            Optional.of("nobody"),
            Optional.of("a@example.org, b@example.org"),
            Optional.of("a@example.org\r\nBcc: b@example.org"))) {
      when(people.mailAddress(JUROR)).thenReturn(none);
      transaction.executeWithoutResult(
          t -> {
            assign("Idea");
            outbox.tell(JUROR, "task_awaits", "challenge");
          });
      EngineClock.stopAt(EngineClock.now().plusMinutes(15).toInstant());
      runDueJobs();
    }
    assertThat(mails()).isEmpty();
    assertThat(dropped()).hasSize(8).containsOnly("NO_ADDRESS");
  }

  @Test
  void without_a_mail_server_messages_stay_and_digests_start_anew() throws Exception {
    installWith(null);
    transaction.executeWithoutResult(
        t -> {
          assign("Idea 1");
          outbox.tell(JUROR, "task_awaits", "challenge");
        });
    itIs(9, 15);
    runDueJobs();
    assertThat(dropped()).containsExactly("NO_SERVER");
    assertThat(waiting()).isEqualTo(1);
    transaction.executeWithoutResult(t -> assign("Idea 2"));
    assertThat(waiting()).isEqualTo(2);
  }

  @Test
  void a_digest_that_never_left_does_not_hold_back_the_next() {
    transaction.executeWithoutResult(t -> assign("Idea 1"));
    jobs.takeDue();
    itIs(TODAY.plusDays(1), 9, 0);
    transaction.executeWithoutResult(t -> assign("Idea 2"));
    assertThat(waiting()).isEqualTo(1);
    itIs(TODAY.plusDays(1), 9, 30);
    jobs.forget();
    transaction.executeWithoutResult(t -> assign("Idea 3"));
    assertThat(waiting()).isEqualTo(2);

    itIs(TODAY.plusDays(1), 9, 45);
    runDueJobs();
    assertThat(subjects()).containsExactly("3 reviews await you");
    assertThat(dropped()).containsExactly("JOINED");
  }

  @Test
  void each_person_has_a_digest_of_their_own() {
    transaction.executeWithoutResult(
        t -> {
          assign("Idea 1");
          assign("juror2", "Idea 1");
        });
    itIs(9, 15);
    runDueJobs();
    assertThat(subjects()).containsExactly("A review awaits you", "A review awaits you");
  }

  @Test
  void what_is_rolled_back_is_never_told() {
    transaction.executeWithoutResult(
        t -> {
          assign("Idea 1");
          t.setRollbackOnly();
        });
    itIs(9, 15);
    runDueJobs();
    assertThat(mails()).isEmpty();
  }

  @Test
  void the_database_knows_no_second_digest_of_a_day() {
    for (String id : List.of("a", "b")) {
      jdbc.sql(
              "insert into outgoing_message (id, recipient, template, subject, created_at)"
                  + " values (?, ?, ?, ?, ?)")
          .params(id, JUROR, REVIEWS, JUROR, EngineClock.now())
          .update();
    }
    jdbc.sql("update outgoing_message set digest_day = ? where id = 'a'").param(TODAY).update();
    assertThatThrownBy(
            () ->
                jdbc.sql("update outgoing_message set digest_day = ? where id = 'b'")
                    .param(TODAY)
                    .update())
        .isInstanceOf(DuplicateKeyException.class);
  }

  private void assign(String title) {
    assign(JUROR, title);
  }

  private void assign(String juror, String title) {
    jdbc.sql("insert into open_review (juror, title) values (?, ?)").params(juror, title).update();
    outbox.gather(juror, REVIEWS);
  }

  private void runDueJobs() {
    jobs.takeDue().forEach(this::perform);
  }

  private void perform(String message) {
    transaction.executeWithoutResult(t -> sendMail.perform(message));
  }

  private List<MimeMessage> mails() {
    return Arrays.asList(server.getReceivedMessages());
  }

  private List<String> subjects() {
    return mails().stream()
        .map(
            mail -> {
              try {
                return mail.getSubject();
              } catch (MessagingException unreadable) {
                throw new IllegalStateException(unreadable);
              }
            })
        .toList();
  }

  private int waiting() {
    return jdbc.sql(
            "select count(*) from outgoing_message where sent_at is null and dropped_at is null")
        .query(Integer.class)
        .single();
  }

  private List<String> dropped() {
    return jdbc.sql(
            "select dropped_because from outgoing_message where dropped_at is not null"
                + " order by dropped_because")
        .query(String.class)
        .list();
  }

  private static void itIs(int hour, int minute) {
    itIs(TODAY, hour, minute);
  }

  private static void itIs(LocalDate day, int hour, int minute) {
    EngineClock.stopAt(at(day, hour, minute));
  }

  private static Instant at(LocalDate day, int hour, int minute) {
    return day.atTime(hour, minute).atZone(ZoneId.systemDefault()).toInstant();
  }

  /** When the one digest that waits is to leave. */
  private Instant leavesAt() {
    return jdbc.sql(
            "select leaves_at from outgoing_message where sent_at is null and dropped_at is null")
        .query(OffsetDateTime.class)
        .single()
        .toInstant();
  }

  private static void meet(CyclicBarrier barrier) {
    try {
      barrier.await(5, TimeUnit.SECONDS);
    } catch (Exception alone) {
      throw new IllegalStateException(alone);
    }
  }

  private static void finished(Future<?> work) {
    try {
      work.get(20, TimeUnit.SECONDS);
    } catch (Exception failed) {
      throw new IllegalStateException(failed);
    }
  }

  /** Jobs that tests run when they want to. */
  private static final class JobsInMemory implements DeferredWork.Scheduler {

    private record Job(String message, OffsetDateTime at) {}

    private final List<Job> jobs = new ArrayList<>();

    @Override
    public void schedule(String kind, String reference) {
      schedule(kind, reference, EngineClock.now());
    }

    @Override
    public synchronized void schedule(String kind, String reference, OffsetDateTime at) {
      jobs.add(new Job(reference, at));
    }

    synchronized List<String> takeDue() {
      List<Job> due = jobs.stream().filter(job -> !job.at().isAfter(EngineClock.now())).toList();
      jobs.removeAll(due);
      return due.stream().map(Job::message).toList();
    }

    synchronized void forget() {
      jobs.clear();
    }
  }

  /** What waits for a juror, read from the database when a mail leaves. */
  private final class OpenReviews implements MailContent {

    private final CountDownLatch reading = new CountDownLatch(1);
    private volatile CountDownLatch gate = new CountDownLatch(0);

    void hold() {
      gate = new CountDownLatch(1);
    }

    void letGo() {
      gate.countDown();
    }

    void awaitReader() throws InterruptedException {
      assertThat(reading.await(20, TimeUnit.SECONDS)).isTrue();
    }

    @Override
    public Set<String> templates() {
      return Set.of(REVIEWS, "review_reminder");
    }

    @Override
    public Optional<Letter> content(String recipient, String template, String subject) {
      List<Line> open =
          jdbc
              .sql("select title from open_review where juror = ?")
              .param(recipient)
              .query(String.class)
              .list()
              .stream()
              .map(Line::of)
              .toList();
      reading.countDown();
      try {
        assertThat(gate.await(20, TimeUnit.SECONDS)).isTrue();
      } catch (InterruptedException stopped) {
        throw new IllegalStateException(stopped);
      }
      return open.isEmpty()
          ? Optional.empty()
          : Optional.of(new Letter(List.of(), List.of(new Section(null, open)), null, null));
    }
  }
}
