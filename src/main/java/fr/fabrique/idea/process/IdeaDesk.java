package fr.fabrique.idea.process;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import fr.fabrique.challenge.ChallengeStanding;
import fr.fabrique.challenge.Challenges;
import fr.fabrique.engine.AnswerReceiver;
import fr.fabrique.engine.Answers;
import fr.fabrique.engine.Decisions;
import fr.fabrique.engine.Dossier;
import fr.fabrique.engine.ReadsAnswers;
import fr.fabrique.engine.RefusedAnswers;
import fr.fabrique.engine.SafeHtml;
import fr.fabrique.engine.Texts;
import fr.fabrique.idea.AuthorsVeil;
import fr.fabrique.idea.Ideas;
import fr.fabrique.idea.Wording;
import fr.fabrique.idea.domain.Similarity;
import fr.fabrique.idea.store.IdeaTable;
import fr.fabrique.notification.Outbox;
import fr.fabrique.people.Group;
import fr.fabrique.people.People;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** Shows ideas to forms and takes what authors and animators answer about them. */
@ReadsAnswers(
    forms = {"screen_idea", "complete_idea", "rework_idea", "reframe_idea", "offer_help"},
    value = {"merge_into", "problem", "solution", "beneficiaries", "effect", "links", "title"})
@Component
class IdeaDesk implements Ideas, AnswerReceiver, Dossier, ChallengeStanding {

  private static final Set<String> REWRITTEN_IN =
      Set.of("complete_idea", "rework_idea", "reframe_idea");
  private static final int MOST_SIMILAR_SHOWN = 10;

  /** Those who accompany ideas see where each one is; others see only their own. */
  private static final Group[] ACCOMPANYING = {
    Group.ANIMATORS,
    Group.JURY_CHAIRS,
    Group.FACILITATORS,
    Group.LAB_MANAGERS,
    Group.SPONSORS,
    Group.PROCESS_OWNERS,
    Group.ADMINISTRATORS
  };

  private final IdeaTable ideas;
  private final Challenges challenges;
  private final People people;
  private final Decisions decisions;
  private final Settlement settlement;
  private final AuthorsVeil veil;
  private final Outbox outbox;
  private final Texts texts;
  private final DateTimeFormatter day;

  /** A form shows many parts of one idea: it is read once for each time a task is opened. */
  private final Cache<Opened, Optional<Idea>> read =
      Caffeine.newBuilder().weakKeys().maximumSize(1_000).build();

  IdeaDesk(
      IdeaTable ideas,
      @Lazy Challenges challenges,
      People people,
      @Lazy Decisions decisions,
      Settlement settlement,
      @Lazy AuthorsVeil veil,
      @Lazy Outbox outbox,
      Texts texts) {
    this.ideas = ideas;
    this.challenges = challenges;
    this.people = people;
    this.decisions = decisions;
    this.settlement = settlement;
    this.veil = veil;
    this.outbox = outbox;
    this.texts = texts;
    this.day = texts.day();
  }

  @Override
  public Optional<Idea> find(String id) {
    return ideas.find(id);
  }

  @Override
  public Optional<Idea> find(String id, String viewer) {
    return find(id)
        .filter(idea -> authors(id).contains(viewer) || people.isMemberOfAny(viewer, ACCOMPANYING));
  }

  @Override
  public Set<String> authors(String idea) {
    return ideas.authors(idea);
  }

  @Override
  public Map<String, Set<String>> authorsIn(String challenge) {
    return ideas.authorsIn(challenge);
  }

  @Override
  public List<Idea> in(String challenge) {
    return ideas.in(challenge);
  }

  @Override
  public List<Idea> of(String person) {
    return ideas.of(person);
  }

  @Override
  public int awaitingVerdict(String challenge) {
    return ideas.awaitingVerdict(challenge);
  }

  @Override
  public Map<String, Integer> verdicts(String challenge) {
    return ideas.verdicts(challenge);
  }

  @Override
  public void receive(Answers answers) {
    Idea idea = ideas.find(answers.subject()).orElseThrow();
    if (REWRITTEN_IN.contains(answers.form())) {
      ideas.rewrite(rewritten(idea, answers));
    }
    answers.text("merge_into").ifPresent(similar -> merge(idea, similar));
    if (answers.form().equals("offer_help")) {
      settlement.settle(idea);
      authors(idea.id()).forEach(author -> outbox.tell(author, "idea_helped", idea.id()));
    }
  }

  private void merge(Idea idea, String similar) {
    Idea target = ideas.find(similar).orElseThrow();
    if (target.mergedInto() != null) {
      throw new RefusedAnswers(texts.of("answer.merged_meanwhile"));
    }
    ideas.mergeInto(idea.id(), similar);
  }

  private Idea rewritten(Idea idea, Answers answers) {
    return new Idea(
        idea.id(),
        idea.challenge(),
        idea.externalId(),
        title(answers).orElse(idea.title()),
        rewritten(idea.problem(), answers.text("problem")),
        rewritten(idea.solution(), answers.text("solution")),
        rewritten(idea.beneficiaries(), answers.text("beneficiaries")),
        rewritten(idea.effect(), answers.text("effect")),
        rewritten(idea.links(), answers.text("links")),
        idea.theme(),
        idea.author(),
        idea.submittedAt(),
        idea.mergedInto());
  }

  private Optional<String> title(Answers answers) {
    Optional<String> title = answers.text("title").map(Wording::line);
    if (title.filter(String::isEmpty).isPresent()) {
      throw new RefusedAnswers(texts.of("answer.title_unseen"));
    }
    return title;
  }

  /** A text that its author left as it was keeps its lists and links. */
  private static String rewritten(String html, Optional<String> text) {
    return Objects.equals(SafeHtml.toText(html), text.orElse(null))
        ? html
        : SafeHtml.fromText(text.orElse(null));
  }

  @Override
  public Map<String, Function<Opened, Object>> entries() {
    Map<String, Function<Opened, Object>> entries = new LinkedHashMap<>();
    entries.put("idea_title", shown(i -> SafeHtml.escape(i.title())));
    entries.put("idea_problem", shown(Idea::problem));
    entries.put("idea_solution", shown(Idea::solution));
    entries.put("idea_beneficiaries", shown(Idea::beneficiaries));
    entries.put("idea_effect", shown(Idea::effect));
    entries.put("idea_links", shown(Idea::links));
    entries.put("idea_author", this::author);
    entries.put("idea_challenge", shown(this::challengeTitle));
    entries.put("idea_submitted_on", shown(i -> i.submittedAt().format(day)));
    entries.put(
        "idea_eligibility",
        o -> decisions.reason(o.subject(), "eligibility").map(SafeHtml::fromText).orElse(null));
    entries.put("idea_similar", shown(this::similar));
    entries.put("title", this::titleToEdit);
    entries.put("problem", shown(i -> SafeHtml.toText(i.problem())));
    entries.put("solution", shown(i -> SafeHtml.toText(i.solution())));
    entries.put("beneficiaries", shown(i -> SafeHtml.toText(i.beneficiaries())));
    entries.put("effect", shown(i -> SafeHtml.toText(i.effect())));
    entries.put("links", shown(i -> SafeHtml.toText(i.links())));
    return entries;
  }

  @Override
  public Optional<String> title(String subject) {
    return ideas.find(subject).map(Idea::title);
  }

  /** Both an idea and a challenge have a title that a form may ask again. */
  private String titleToEdit(Opened opened) {
    return ideas
        .find(opened.subject())
        .map(Idea::title)
        .or(() -> challenges.find(opened.subject()).map(Challenges.Challenge::title))
        .orElse(null);
  }

  private Function<Opened, Object> shown(Function<Idea, Object> view) {
    return opened -> read.get(opened, o -> ideas.find(o.subject())).map(view).orElse(null);
  }

  private String challengeTitle(Idea idea) {
    return challenges.find(idea.challenge()).map(c -> SafeHtml.escape(c.title())).orElse(null);
  }

  private String author(Opened opened) {
    return veil.hidesAuthors(opened.subject(), opened.viewer())
        ? null
        : ideas
            .find(opened.subject())
            .map(idea -> SafeHtml.escape(people.nameAndUnit(idea.author())))
            .orElse(null);
  }

  private List<Option> similar(Idea idea) {
    record Scored(String id, String title, double likeness) {}
    ToDoubleFunction<String> likeness = Similarity.to(idea.title());
    return ideas.otherTitles(idea).entrySet().stream()
        .map(
            other ->
                new Scored(
                    other.getKey(), other.getValue(), likeness.applyAsDouble(other.getValue())))
        .filter(other -> other.likeness() >= Similarity.NOTEWORTHY)
        .sorted(Comparator.comparingDouble(Scored::likeness).reversed())
        .limit(MOST_SIMILAR_SHOWN)
        .map(other -> new Option(other.title(), other.id()))
        .toList();
  }
}
