package fr.fabrique.jury.web;

import fr.fabrique.challenge.Challenges.Challenge;
import fr.fabrique.engine.EngineClock;
import fr.fabrique.idea.Ideas;
import fr.fabrique.idea.Ideas.Idea;
import fr.fabrique.jury.process.JuryRoom;
import fr.fabrique.jury.store.PanelTable;
import fr.fabrique.jury.store.PanelTable.Member;
import fr.fabrique.jury.store.PanelTable.PairRule;
import fr.fabrique.jury.store.PanelTable.Rule;
import fr.fabrique.jury.store.SeatTable;
import fr.fabrique.jury.store.SeatTable.Seat;
import fr.fabrique.people.Group;
import fr.fabrique.people.People;
import fr.fabrique.people.People.Person;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Who is on a jury and on what terms, and what the chair settles about single pairs. */
@Controller
@RequestMapping("/jury/{challenge}/panel")
class PanelPages {

  private static final int PAGE = 20;

  private final Door door;
  private final JuryRoom room;
  private final Ideas ideas;
  private final People people;
  private final PanelTable panels;
  private final SeatTable seats;
  private final LastAssignment assignment;
  private final TiedReviews tied;
  private final TransactionTemplate transactions;

  PanelPages(
      Door door,
      JuryRoom room,
      Ideas ideas,
      People people,
      PanelTable panels,
      SeatTable seats,
      LastAssignment assignment,
      TiedReviews tied,
      TransactionTemplate transactions) {
    this.door = door;
    this.room = room;
    this.ideas = ideas;
    this.people = people;
    this.panels = panels;
    this.seats = seats;
    this.assignment = assignment;
    this.tied = tied;
    this.transactions = transactions;
  }

  record MemberLine(String id, String name, boolean chair, Integer quota) {}

  record Terms(String id, String name, Integer yearlyQuota, String fields) {}

  record Pair(String idea, String title, String juror, String name, PairRule rule, String chair) {}

  /** An idea with the turns on its seats. */
  record Seated(String title, List<Turn> turns) {}

  record Turn(String juror, String by, Seat seat) {}

  /**
   * @param whyPage which page of who was chosen and why, from 1
   */
  @GetMapping
  String panel(
      @PathVariable String challenge,
      @RequestParam(name = "why", defaultValue = "1") int whyPage,
      Principal chair,
      Model page) {
    show(door.admitChair(chair.getName(), challenge), chair.getName(), whyPage, page);
    return "jury-panel";
  }

  @PostMapping("/members")
  String put(
      @PathVariable String challenge,
      @RequestParam(defaultValue = "") String person,
      @RequestParam(defaultValue = "false") boolean presides,
      @RequestParam(defaultValue = "") String quota,
      Principal chair,
      Model page,
      HttpServletResponse answer,
      RedirectAttributes next) {
    return change(
        challenge,
        chair,
        page,
        answer,
        next,
        () -> {
          if (!people.isMember(person, presides ? Group.JURY_CHAIRS : Group.JURORS)) {
            throw new Refusal(presides ? "portal.jury.refused.chair" : "portal.jury.refused.juror");
          }
          panels.put(challenge, new Member(person, presides, Typed.quota(quota).orElse(null)));
          return "portal.jury.done.member";
        });
  }

  @PostMapping("/members/removal")
  String remove(
      @PathVariable String challenge,
      @RequestParam(defaultValue = "") String person,
      Principal chair,
      Model page,
      HttpServletResponse answer,
      RedirectAttributes next) {
    return change(
        challenge,
        chair,
        page,
        answer,
        next,
        () -> {
          panels.remove(challenge, person);
          return "portal.jury.done.removed";
        });
  }

  @PostMapping("/terms")
  String agree(
      @PathVariable String challenge,
      @RequestParam(defaultValue = "") String person,
      @RequestParam(defaultValue = "") String yearly,
      @RequestParam(defaultValue = "") String fields,
      Principal chair,
      Model page,
      HttpServletResponse answer,
      RedirectAttributes next) {
    return change(
        challenge,
        chair,
        page,
        answer,
        next,
        () -> {
          if (!people.isMember(person, Group.JURORS)) {
            throw new Refusal("portal.jury.refused.juror");
          }
          var quota = Typed.quota(yearly);
          Set<String> known = Typed.fields(fields);
          panels.setYearlyQuota(person, quota);
          panels.setExpertise(person, known);
          return "portal.jury.done.terms";
        });
  }

  @PostMapping("/pairs")
  String settle(
      @PathVariable String challenge,
      @RequestParam(defaultValue = "") String idea,
      @RequestParam(defaultValue = "") String juror,
      @RequestParam(defaultValue = "") String rule,
      @RequestParam(defaultValue = "") String reason,
      Principal chair,
      Model page,
      HttpServletResponse answer,
      RedirectAttributes next) {
    return change(
        challenge,
        chair,
        page,
        answer,
        next,
        () -> {
          mayTouch(challenge, idea, chair.getName());
          if (!people.isMember(juror, Group.JURORS)
              && seats.ofIdea(idea).stream().noneMatch(turn -> turn.juror().equals(juror))) {
            throw new Refusal("portal.jury.refused.juror");
          }
          Rule settled =
              Arrays.stream(Rule.values())
                  .filter(known -> known.name().equals(rule))
                  .findFirst()
                  .orElseThrow(() -> new Refusal("portal.jury.refused.rule"));
          boolean kept =
              room.settle(
                  new PairRule(
                      idea,
                      juror,
                      settled,
                      Typed.reason(reason),
                      chair.getName(),
                      EngineClock.now()));
          if (!kept) {
            throw new Refusal("jury.colleague_in_conflict");
          }
          return "portal.jury.done." + settled.name();
        });
  }

  @PostMapping("/pairs/removal")
  String lift(
      @PathVariable String challenge,
      @RequestParam(defaultValue = "") String idea,
      @RequestParam(defaultValue = "") String juror,
      Principal chair,
      Model page,
      HttpServletResponse answer,
      RedirectAttributes next) {
    return change(
        challenge,
        chair,
        page,
        answer,
        next,
        () -> {
          mayTouch(challenge, idea, chair.getName());
          room.lift(idea, juror);
          return "portal.jury.done.lifted";
        });
  }

  @PostMapping("/assignment")
  String assign(@PathVariable String challenge, Principal chair, RedirectAttributes next) {
    door.admitChair(chair.getName(), challenge);
    boolean assigned = room.assignAgain(challenge, chair.getName()).isPresent();
    next.addFlashAttribute(
        "done", assigned ? "portal.jury.done.assigned" : "portal.jury.done.all_begun");
    return "redirect:/jury/{challenge}/panel";
  }

  /** Nobody settles who judges an idea with which they have a conflict of interest themselves. */
  private void mayTouch(String challenge, String idea, String chair) {
    if (ideas.find(idea).filter(found -> found.challenge().equals(challenge)).isEmpty()) {
      throw new Refusal("portal.jury.refused.idea");
    }
    if (room.isClosedTo(chair, idea)) {
      throw new Refusal("portal.jury.refused.closed");
    }
  }

  /** What is to be done; it answers the key of what to say afterwards. */
  private interface Change {
    String make();
  }

  private String change(
      String challenge,
      Principal chair,
      Model page,
      HttpServletResponse answer,
      RedirectAttributes next,
      Change change) {
    Challenge found = door.admitChair(chair.getName(), challenge);
    try {
      next.addFlashAttribute("done", transactions.execute(status -> change.make()));
      return "redirect:/jury/{challenge}/panel";
    } catch (Refusal refused) {
      answer.setStatus(HttpServletResponse.SC_BAD_REQUEST);
      page.addAttribute("refused", refused.text());
      show(found, chair.getName(), 1, page);
      return "jury-panel";
    }
  }

  private void show(Challenge challenge, String chair, int whyPage, Model page) {
    Set<String> closed = room.closedTo(chair, challenge.id());
    List<Idea> all = ideas.in(challenge.id());
    List<Idea> open = JuryPages.without(closed, all, Idea::id);
    Map<String, String> titles = all.stream().collect(Collectors.toMap(Idea::id, Idea::title));
    List<Member> members = panels.members(challenge.id());
    page.addAttribute("challenge", challenge);
    page.addAttribute("closed", closed.stream().map(titles::get).sorted().toList());
    assignment.show(challenge.id(), closed, titles, page);
    tied.show(challenge.id(), closed, titles, page);
    page.addAttribute("ideas", open);
    page.addAttribute("members", members.stream().map(this::line).toList());
    page.addAttribute("others", others(members));
    page.addAttribute("jurors", people.members(Group.JURORS));
    page.addAttribute("terms", terms());
    page.addAttribute(
        "pairs",
        JuryPages.without(closed, panels.rulesOfChallenge(challenge.id()), PairRule::idea).stream()
            .map(
                rule ->
                    new Pair(
                        rule.idea(),
                        titles.get(rule.idea()),
                        rule.juror(),
                        people.name(rule.juror()),
                        rule,
                        people.name(rule.chair())))
            .toList());
    Map<String, List<Seat>> turns =
        seats.ofChallenge(challenge.id()).stream().collect(Collectors.groupingBy(Seat::idea));
    page.addAttribute(
        "seated",
        Slice.of(open.stream().filter(idea -> turns.containsKey(idea.id())).toList(), whyPage, PAGE)
            .map(idea -> new Seated(idea.title(), turns(turns.get(idea.id())))));
    page.addAttribute("loadShown", room.mayCompareLoads(chair, challenge.id()));
  }

  private MemberLine line(Member member) {
    return new MemberLine(
        member.person(), people.nameAndUnit(member.person()), member.chair(), member.quota());
  }

  /** Jurors and chairs who are not on this panel yet. */
  private List<Person> others(List<Member> members) {
    Set<String> known = members.stream().map(Member::person).collect(Collectors.toSet());
    Set<String> seen = new TreeSet<>(known);
    return Stream.of(Group.JURORS, Group.JURY_CHAIRS)
        .flatMap(group -> people.members(group).stream())
        .filter(person -> seen.add(person.id()))
        .sorted(Comparator.comparing(Person::name))
        .toList();
  }

  private List<Terms> terms() {
    Map<String, Integer> yearly = panels.yearlyQuotas();
    Map<String, Set<String>> fields = panels.expertise();
    return people.members(Group.JURORS).stream()
        .map(
            person ->
                new Terms(
                    person.id(),
                    person.name(),
                    yearly.get(person.id()),
                    fields.getOrDefault(person.id(), Set.of()).stream()
                        .sorted()
                        .collect(Collectors.joining(", "))))
        .toList();
  }

  private List<Turn> turns(List<Seat> turns) {
    return turns.stream()
        .map(
            turn ->
                new Turn(
                    people.name(turn.juror()),
                    turn.chosenBy() == null ? null : people.name(turn.chosenBy()),
                    turn))
        .toList();
  }
}
