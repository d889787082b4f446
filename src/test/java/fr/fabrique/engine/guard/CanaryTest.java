package fr.fabrique.engine.guard;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import fr.fabrique.OwnEngine;
import fr.fabrique.challenge.Challenges;
import fr.fabrique.rehearsal.TasklistClient;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/**
 * Every text that a juror writes carries a word that stands nowhere else. Then everybody who has an
 * account asks for all that there is to ask for, and reads their mail: no word may reach whom it is
 * not meant for.
 */
@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {"fabrique.mail-from=fabrique@fabrique.example.org", "spring.mail.host=127.0.0.1"})
@OwnEngine
class CanaryTest extends GuardTest {

  private static final Set<String> CHAIRS = Set.of("chair", "admin");

  /** To whom an idea's page is open as it is to its author. */
  private static final Set<String> BESIDE_THE_AUTHOR =
      Set.of(
          "author",
          "animator",
          "chair",
          "facilitator",
          "lab",
          "sponsor",
          "owner",
          "owner2",
          "admin");

  /** What an author reads once the jury has decided. */
  private static final Set<String> TO_THE_AUTHOR = Set.of("valued", "would_help");

  /** What only chairs ever read beside those who wrote it. */
  private static final Set<String> TO_CHAIRS_ALONE =
      Set.of("comment_to_jury", "recusal_reason", "late", "draft");

  private static final List<String> TEXTS =
      List.of(
          "relevance_comment",
          "impact_comment",
          "feasibility_comment",
          "originality_comment",
          "showstopper_reason",
          "valued",
          "would_help",
          "comment_to_jury");

  /** Who wrote something where, and the word that stands in it. */
  private record Canary(String juror, String place) {

    String word() {
      return "Zq%s%sQz".formatted(juror, place.replace("_", ""));
    }
  }

  private enum Moment {
    UNDER_REVIEW,
    TALLIED,
    DECIDED
  }

  private final GreenMail post =
      new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

  private final List<Canary> canaries = new ArrayList<>();

  @Autowired FilterService filters;
  @Autowired IdentityService identity;
  @Autowired ManagementService jobs;
  @Autowired JdbcClient jdbc;
  @Autowired JavaMailSenderImpl sender;

  @BeforeEach
  void openThePost() {
    post.start();
    sender.setPort(post.getSmtp().getPort());
    for (User account : identity.createUserQuery().list()) {
      account.setEmail(account.getId() + "@people.example.org");
      identity.saveUser(account);
    }
  }

  @AfterEach
  void closeThePost() {
    post.stop();
  }

  @Test
  void what_jurors_write_reaches_whom_it_is_meant_for_and_nobody_else() throws Exception {
    String idea = ideaBeforeTheJury();
    List<Task> known = new ArrayList<>(reviews(idea));
    Task left = known.get(0);
    Task first = known.get(1);
    Task second = known.get(2);

    stepOut(left);
    carryOn();
    Task substitute =
        reviews(idea).stream()
            .filter(task -> known.stream().noneMatch(old -> old.getId().equals(task.getId())))
            .findFirst()
            .orElseThrow();
    known.add(substitute);
    review(first, 5, "incubate");
    keepDraft(second);
    askedByAll(idea, known, Moment.UNDER_REVIEW, "assessments");

    review(second, 0, "decline");
    review(substitute, 3, "rework");
    carryOn();
    Task deliberation = open(idea, "task_deliberate").get(0);
    known.add(deliberation);
    Map<String, String> tallied = askedByAll(idea, known, Moment.TALLIED, "assessments");
    assertThat(tallied.get("chair"))
        .as("the chair reads all that was given")
        .contains(words(first.getAssignee(), TEXTS))
        .contains(words(left.getAssignee(), List.of("recusal_reason", "late")));

    as("chair").claim(deliberation.getId(), "chair");
    assertThat(
            as("chair")
                .submit(deliberation.getId(), Map.of("verdict", "rework", "reason", "Ask again."))
                .statusCode())
        .isEqualTo(204);
    carryOn();
    Task rework = open(idea, "task_rework_idea").get(0);
    known.add(rework);
    for (String shown : List.of("nothing", "tally")) {
      askedByAll(idea, List.of(rework), Moment.DECIDED, shown);
    }
    Map<String, String> decided = askedByAll(idea, known, Moment.DECIDED, "assessments");
    assertThat(decided.get("author"))
        .as("the author reads what is for the author")
        .contains(words(first.getAssignee(), TO_THE_AUTHOR));
    assertThat(decided.get(second.getAssignee()))
        .as("fellow jurors read the review where the challenge says so")
        .contains(words(first.getAssignee(), List.of("relevance_comment", "valued")));

    Map<String, String> mails = mails();
    mails.forEach(
        (person, text) -> compare(person, text, Moment.DECIDED, "nothing", known, "mail"));
    assertThat(mails.get("author")).contains(words(first.getAssignee(), TO_THE_AUTHOR));
  }

  /** Whoever has an account asks for everything; answers what each was told. */
  private Map<String, String> askedByAll(
      String idea, List<Task> known, Moment moment, String shown) {
    jdbc.sql("delete from challenge_setting where challenge = ? and name = ?")
        .params(Challenges.PERMANENT, Challenges.SHOWN_AFTER)
        .update();
    jdbc.sql("insert into challenge_setting (challenge, name, setting) values (?, ?, ?)")
        .params(Challenges.PERMANENT, Challenges.SHOWN_AFTER, shown)
        .update();
    List<String> calls = calls(idea, known);
    Map<String, String> told = new LinkedHashMap<>();
    for (User account : identity.createUserQuery().orderByUserId().asc().list()) {
      TasklistClient browser = as(account.getId());
      StringBuilder all = new StringBuilder();
      for (String call : calls) {
        HttpResponse<String> answer = send(browser, call, null);
        assertThat(answer.statusCode()).as("%s: %s", account.getId(), call).isLessThan(500);
        compare(account.getId(), answer.body(), moment, shown, known, call);
        all.append(answer.body());
      }
      told.put(account.getId(), all.toString());
    }
    return told;
  }

  private void compare(
      String person, String text, Moment moment, String shown, List<Task> known, String where) {
    for (Canary canary : canaries) {
      if (text.contains(canary.word())) {
        assertThat(mayRead(person, canary, moment, shown, known))
            .as("%s, %s, %s: %s reads %s", moment, shown, where, person, canary)
            .isTrue();
      }
    }
  }

  private static boolean mayRead(
      String person, Canary canary, Moment moment, String shown, List<Task> known) {
    boolean own = canary.juror().equals(person);
    boolean chair = CHAIRS.contains(person) && !canary.place().equals("draft");
    boolean author =
        moment == Moment.DECIDED
            && BESIDE_THE_AUTHOR.contains(person)
            && TO_THE_AUTHOR.contains(canary.place());
    boolean fellow =
        moment == Moment.DECIDED
            && shown.equals("assessments")
            && known.stream().anyMatch(task -> person.equals(task.getAssignee()))
            && !person.equals("author")
            && !TO_CHAIRS_ALONE.contains(canary.place());
    return own || chair || author || fellow;
  }

  private void stepOut(Task task) {
    String juror = task.getAssignee();
    assertThat(
            as(juror)
                .submit(
                    task.getId(),
                    Map.of(
                        "recusal", "conflict", "recusal_reason", canary(juror, "recusal_reason")))
                .statusCode())
        .isEqualTo(204);
    assertThat(
            as(juror)
                .submit(task.getId(), Map.of("recusal", "none", "valued", canary(juror, "late")))
                .body())
        .contains("kept");
  }

  private void review(Task task, int score, String advice) {
    String juror = task.getAssignee();
    Map<String, Object> answers = new LinkedHashMap<>(review("", score));
    answers.put("advice", advice);
    answers.put("showstopper", true);
    TEXTS.forEach(place -> answers.put(place, canary(juror, place)));
    assertThat(as(juror).submit(task.getId(), answers).statusCode()).isEqualTo(204);
  }

  private void keepDraft(Task task) {
    String draft = "{\"valued\":\"%s\"}".formatted(canary(task.getAssignee(), "draft"));
    HttpResponse<String> answer =
        as(task.getAssignee()).call("PUT", "/api/tasks/" + task.getId() + "/drafts/canary", draft);
    assertThat(answer.statusCode()).isLessThan(300);
  }

  private String canary(String juror, String place) {
    Canary canary = new Canary(juror, place);
    canaries.add(canary);
    return canary.word();
  }

  private static List<String> words(String juror, Iterable<String> places) {
    List<String> words = new ArrayList<>();
    places.forEach(place -> words.add(new Canary(juror, place).word()));
    return words;
  }

  /** The engine's jobs, and the mails that wait. */
  private void carryOn() {
    for (var due = jobs.createJobQuery().messages().executable().list();
        !due.isEmpty();
        due = jobs.createJobQuery().messages().executable().list()) {
      due.forEach(job -> jobs.executeJob(job.getId()));
    }
  }

  private Map<String, String> mails() throws Exception {
    Map<String, String> mails = new LinkedHashMap<>();
    for (MimeMessage mail : post.getReceivedMessages()) {
      String person = mail.getAllRecipients()[0].toString().replaceAll("@.*", "");
      MimeMultipart both = (MimeMultipart) mail.getContent();
      mails.merge(
          person,
          mail.getSubject() + both.getBodyPart(0).getContent() + both.getBodyPart(1).getContent(),
          String::concat);
    }
    return mails;
  }

  /** What the web applications, our pages and the API have to tell about an idea. */
  private List<String> calls(String idea, List<Task> known) {
    Set<String> paths = new TreeSet<>();
    for (Task one : known) {
      String task = ENGINE + "/task/" + one.getId();
      for (String what :
          List.of(
              "",
              "/form",
              "/deployed-form",
              "/form-variables",
              "/rendered-form",
              "/variables",
              "/localVariables",
              "/comment",
              "/attachment")) {
        paths.add(task + what);
      }
      paths.add("/api/tasks/" + one.getId() + "/drafts");
      paths.add("/api/tasks/" + one.getId() + "/standing");
      paths.add(ENGINE + "/history/task?taskId=" + one.getId());
      paths.add(ENGINE + "/history/user-operation?taskId=" + one.getId());
      String instance = one.getProcessInstanceId();
      paths.add(ENGINE + "/task?processInstanceId=" + instance);
      for (String what :
          List.of(
              "/process-instance/%s/variables",
              "/variable-instance?processInstanceIdIn=%s",
              "/history/variable-instance?processInstanceId=%s",
              "/history/detail?processInstanceId=%s",
              "/history/activity-instance?processInstanceId=%s",
              "/history/decision-instance?processInstanceId=%s",
              "/job?processInstanceId=%s")) {
        paths.add(ENGINE + what.formatted(instance));
      }
    }
    filters.createFilterQuery().list().stream()
        .map(filter -> ENGINE + "/filter/" + filter.getId() + "/list")
        .forEach(paths::add);
    paths.addAll(
        List.of(
            ENGINE + "/task",
            "/",
            "/ideas",
            "/ideas/" + idea,
            "/ideas/" + idea + "/withdrawal",
            "/reviews",
            "/jury",
            "/jury/permanent",
            "/jury/permanent/panel",
            "/jury/permanent/meeting",
            "/jury/permanent/assignments.csv",
            "/jury/permanent/assessments.csv",
            "/jury/permanent/tallies.csv",
            "/api/ideas",
            "/api/ideas/" + idea,
            "/api/challenges",
            "/api/challenges/permanent",
            "/api/challenges/permanent/ideas"));
    return paths.stream().map(path -> "GET " + path).toList();
  }
}
