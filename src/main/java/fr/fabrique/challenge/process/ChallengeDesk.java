package fr.fabrique.challenge.process;

import fr.fabrique.challenge.ChallengeStanding;
import fr.fabrique.challenge.Challenges;
import fr.fabrique.challenge.VerdictGiven;
import fr.fabrique.challenge.store.ChallengeTable;
import fr.fabrique.engine.AnswerReceiver;
import fr.fabrique.engine.Answers;
import fr.fabrique.engine.AsSystem;
import fr.fabrique.engine.Dossier;
import fr.fabrique.engine.EngineClock;
import fr.fabrique.engine.ReadsAnswers;
import fr.fabrique.engine.RefusedAnswers;
import fr.fabrique.engine.RouteSettings;
import fr.fabrique.engine.SafeHtml;
import fr.fabrique.engine.SendsMessages;
import fr.fabrique.engine.StartsProcess;
import fr.fabrique.engine.Texts;
import fr.fabrique.people.TaskFilters;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.RuntimeService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Plans challenges and keeps their tasks' answers. */
@StartsProcess(ChallengeProcess.KEY)
@ReadsAnswers(
    forms = "prepare_challenge",
    value = {
      "opens_on",
      "closes_on",
      "title",
      "question",
      "review_time",
      "reviews_per_idea",
      "blind",
      "shown_after"
    })
@Component
@SendsMessages(ChallengeProcess.VERDICT_GIVEN)
class ChallengeDesk implements Challenges, AnswerReceiver, Dossier, RouteSettings {

  private static final Logger log = LoggerFactory.getLogger(ChallengeDesk.class);

  private final ChallengeTable challenges;
  private final ChallengeStanding standing;
  private final RuntimeService runtime;
  private final TaskFilters filters;
  private final AsSystem asSystem;
  private final TransactionTemplate ownTransaction;
  private final Texts texts;
  private final DateTimeFormatter day;

  ChallengeDesk(
      ChallengeTable challenges,
      ChallengeStanding standing,
      RuntimeService runtime,
      TaskFilters filters,
      AsSystem asSystem,
      PlatformTransactionManager transactions,
      Texts texts) {
    this.challenges = challenges;
    this.standing = standing;
    this.runtime = runtime;
    this.filters = filters;
    this.asSystem = asSystem;
    this.ownTransaction =
        new TransactionTemplate(
            transactions,
            new DefaultTransactionDefinition(TransactionDefinition.PROPAGATION_REQUIRES_NEW));
    this.texts = texts;
    this.day = texts.day();
  }

  @Override
  public Optional<Challenge> find(String id) {
    return challenges.find(id);
  }

  @Override
  public List<Challenge> all() {
    return challenges.all();
  }

  @Override
  public boolean gathers(String id) {
    return challenges.lock(id).filter(c -> !c.permanent() && c.isOpen()).isPresent();
  }

  @Override
  @Transactional
  public Challenge plan(String id, String title, String question) {
    if (challenges.find(id).isPresent()) {
      throw new ChallengeExists(id);
    }
    Challenge planned = new Challenge(id, title, question, null, null, false, Phase.PLANNED);
    challenges.insert(planned);
    filters.offerChallenge(id, title);
    runtime.startProcessInstanceByKey(ChallengeProcess.KEY, id);
    return planned;
  }

  @Override
  @Transactional
  public void ensurePermanent(String title, String question) {
    if (challenges.find(PERMANENT).isEmpty()) {
      challenges.insert(new Challenge(PERMANENT, title, question, null, null, true, Phase.OPEN));
      filters.offerChallenge(PERMANENT, title);
    }
  }

  /**
   * After the verdict's own transaction, so that two verdicts at once never undo each other, and in
   * the product's name, for the juror who was last has no right to the challenge.
   */
  @TransactionalEventListener
  void wakeTheChallenge(VerdictGiven verdict) {
    try {
      ownTransaction.execute(
          status ->
              asSystem.ask(
                  () ->
                      runtime
                          .createMessageCorrelation(ChallengeProcess.VERDICT_GIVEN)
                          .processInstanceBusinessKey(verdict.challenge())
                          .correlateAllWithResult()));
    } catch (OptimisticLockingException wokenByAnother) {
      log.debug("The challenge was woken by another verdict; it counts again each day anyway.");
    }
  }

  @Override
  public void receive(Answers answers) {
    OffsetDateTime opens = midnight(answers.text("opens_on").orElseThrow());
    OffsetDateTime closes = midnight(answers.text("closes_on").orElseThrow());
    if (!closes.isAfter(opens)) {
      throw new RefusedAnswers(texts.of("answer.closes_before_it_opens"));
    }
    challenges.prepare(
        answers.subject(),
        answers.text("title").orElseThrow(),
        answers.text("question").orElseThrow(),
        opens,
        closes);
    filters.offerChallenge(answers.subject(), answers.text("title").orElseThrow());
    allow(answers.subject(), answers.text("review_time"));
    challenges.set(answers.subject(), "seats", answers.text("reviews_per_idea"));
    challenges.set(
        answers.subject(),
        Challenges.BLIND,
        answers.ticked("blind") ? Optional.of("true") : Optional.empty());
    challenges.set(answers.subject(), Challenges.SHOWN_AFTER, answers.text("shown_after"));
  }

  /**
   * Whatever time jurors have, half of it passes before they are reminded; without one, both are
   * the diagram's.
   */
  private void allow(String challenge, Optional<String> reviewTime) {
    challenges.set(challenge, "reviewTime", reviewTime);
    challenges.set(
        challenge,
        "reminderTime",
        reviewTime.map(time -> Duration.parse(time).dividedBy(2).toString()));
  }

  @Override
  public Map<String, Function<Opened, Object>> entries() {
    Map<String, Function<Opened, Object>> entries = new LinkedHashMap<>();
    entries.put("challenge_title", shown(c -> SafeHtml.escape(c.title())));
    entries.put("challenge_question", shown(c -> SafeHtml.fromText(c.question())));
    entries.put("challenge_calendar", shown(this::calendar));
    entries.put("challenge_results", shown(c -> results(c.id())));
    entries.put("question", shown(Challenge::question));
    entries.put("opens_on", shown(c -> isoDay(c.opensOn())));
    entries.put("closes_on", shown(c -> isoDay(c.closesOn())));
    entries.put("reviews_per_idea", o -> challenges.setting(o.subject(), "seats").orElse(null));
    entries.put(
        "blind", o -> challenges.setting(o.subject(), Challenges.BLIND).isPresent() ? true : null);
    entries.put(
        "shown_after", o -> challenges.setting(o.subject(), Challenges.SHOWN_AFTER).orElse(null));
    entries.put("review_time", o -> challenges.setting(o.subject(), "reviewTime").orElse(null));
    return entries;
  }

  @Override
  public Optional<String> title(String subject) {
    return challenges.find(subject).map(Challenge::title);
  }

  @Override
  public Optional<String> setting(String subject, String name) {
    return challenges.setting(subject, name);
  }

  private Function<Opened, Object> shown(Function<Challenge, Object> view) {
    return opened -> challenges.find(opened.subject()).map(view).orElse(null);
  }

  private String calendar(Challenge challenge) {
    return challenge.opensOn() == null
        ? null
        : "<p>%s – %s</p>"
            .formatted(challenge.opensOn().format(day), challenge.closesOn().format(day));
  }

  private String results(String challenge) {
    StringBuilder table = new StringBuilder("<table>");
    standing
        .verdicts(challenge)
        .forEach(
            (verdict, count) ->
                table.append(
                    "<tr><td>%s</td><td>%d</td></tr>"
                        .formatted(SafeHtml.escape(texts.of("verdict." + verdict)), count)));
    return table.append("</table>").toString();
  }

  private static OffsetDateTime midnight(String isoDay) {
    return LocalDate.parse(isoDay.substring(0, 10))
        .atStartOfDay(EngineClock.now().toZonedDateTime().getZone())
        .toOffsetDateTime();
  }

  private static String isoDay(OffsetDateTime time) {
    return time == null ? null : time.toLocalDate().toString();
  }
}
