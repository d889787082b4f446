package fr.fabrique.portal;

import fr.fabrique.challenge.Challenges;
import fr.fabrique.challenge.Challenges.Challenge;
import fr.fabrique.idea.Ideas;
import fr.fabrique.idea.Ideas.Idea;
import fr.fabrique.idea.Journeys;
import fr.fabrique.idea.Journeys.Step;
import fr.fabrique.people.WorkWaiting;
import java.security.Principal;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** An author's ideas: where each is now, and what may be done about it. */
@Controller
class IdeaPages {

  private static final int PAGE = 20;

  private final Ideas ideas;
  private final Journeys journeys;
  private final Challenges challenges;
  private final WorkWaiting work;
  private final IdeaDossier dossier;

  IdeaPages(
      Ideas ideas,
      Journeys journeys,
      Challenges challenges,
      WorkWaiting work,
      IdeaDossier dossier) {
    this.ideas = ideas;
    this.journeys = journeys;
    this.challenges = challenges;
    this.work = work;
    this.dossier = dossier;
  }

  /**
   * An idea in the list.
   *
   * @param yours whether it waits for the one who looks
   * @param end the end it reached, or null while it travels
   */
  record Line(
      String id,
      String title,
      String challenge,
      Instant submittedAt,
      List<String> now,
      boolean yours,
      boolean asleep,
      String end) {}

  /** One of the texts that make an idea, as safe HTML. */
  record Part(String name, String html) {}

  @GetMapping("/ideas")
  String mine(@RequestParam(defaultValue = "1") int page, Principal author, Model model) {
    List<Idea> mine = ideas.of(author.getName());
    int pages = Math.max(1, (mine.size() + PAGE - 1) / PAGE);
    int shown = Math.min(Math.max(page, 1), pages);
    model.addAttribute(
        "ideas",
        mine.stream()
            .skip((shown - 1L) * PAGE)
            .limit(PAGE)
            .map(idea -> line(idea, author.getName()))
            .toList());
    model.addAttribute("page", shown);
    model.addAttribute("pages", pages);
    return "ideas";
  }

  private Line line(Idea idea, String author) {
    List<String> now = now(journeys.steps(idea.id()));
    return new Line(
        idea.id(),
        idea.title(),
        challengeTitle(idea),
        idea.submittedAt().toInstant(),
        now,
        !work.about(idea.id(), author).isEmpty(),
        !now.isEmpty() && journeys.canRevive(idea.id()),
        now.isEmpty() ? journeys.end(idea.id()).orElse(null) : null);
  }

  @GetMapping("/ideas/{id}")
  String idea(@PathVariable String id, Principal viewer, Model model) {
    Idea idea = ideas.find(id, viewer.getName()).orElseThrow(IdeaPages::unknown);
    boolean own = isOwn(id, viewer);
    boolean asleep = journeys.canRevive(id);
    List<Step> steps = journeys.steps(id);
    model.addAttribute("idea", idea);
    model.addAttribute("submittedAt", idea.submittedAt().toInstant());
    model.addAttribute("challenge", challengeTitle(idea));
    model.addAttribute("parts", parts(idea));
    model.addAttribute("steps", steps);
    model.addAttribute("now", underWay(steps));
    model.addAttribute("end", now(steps).isEmpty() ? journeys.end(id).orElse(null) : null);
    model.addAttribute("asleep", asleep);
    model.addAttribute("own", own);
    model.addAttribute("mayWithdraw", own && journeys.canWithdraw(id));
    model.addAttribute("mayRevive", own && asleep);
    dossier.show(idea, viewer.getName(), model);
    return "idea";
  }

  @GetMapping("/ideas/{id}/withdrawal")
  String confirmWithdrawal(@PathVariable String id, Principal author, Model model) {
    Idea idea = own(id, author);
    if (!journeys.canWithdraw(id)) {
      return "redirect:/ideas/{id}";
    }
    model.addAttribute("idea", idea);
    return "withdrawal";
  }

  @PostMapping("/ideas/{id}/withdrawal")
  String withdraw(@PathVariable String id, Principal author, RedirectAttributes next) {
    own(id, author);
    next.addFlashAttribute(
        "done", journeys.withdraw(id) ? "portal.idea.withdrawn" : "portal.idea.moved_on");
    return "redirect:/ideas/{id}";
  }

  @PostMapping("/ideas/{id}/revival")
  String revive(@PathVariable String id, Principal author, RedirectAttributes next) {
    own(id, author);
    next.addFlashAttribute(
        "done", journeys.revive(id) ? "portal.idea.revived" : "portal.idea.moved_on");
    return "redirect:/ideas/{id}";
  }

  private static List<Part> parts(Idea idea) {
    return Stream.of(
            new Part("problem", idea.problem()),
            new Part("solution", idea.solution()),
            new Part("beneficiaries", idea.beneficiaries()),
            new Part("effect", idea.effect()),
            new Part("links", idea.links()))
        .filter(part -> part.html() != null)
        .toList();
  }

  private static List<String> now(List<Step> steps) {
    return underWay(steps).stream().map(Step::name).toList();
  }

  /** What goes on several times at once, such as two partnerships, is named once. */
  private static Collection<Step> underWay(List<Step> steps) {
    return steps.stream()
        .filter(Step::underWay)
        .collect(Collectors.toMap(Step::name, Function.identity(), (a, b) -> a, LinkedHashMap::new))
        .values();
  }

  private String challengeTitle(Idea idea) {
    return challenges.find(idea.challenge()).map(Challenge::title).orElse(idea.challenge());
  }

  private boolean isOwn(String id, Principal person) {
    return ideas.authors(id).contains(person.getName());
  }

  /** To anybody else an idea is as unknown as one that does not exist. */
  private Idea own(String id, Principal author) {
    return ideas.find(id).filter(idea -> isOwn(id, author)).orElseThrow(IdeaPages::unknown);
  }

  private static ResponseStatusException unknown() {
    return new ResponseStatusException(HttpStatus.NOT_FOUND);
  }
}
