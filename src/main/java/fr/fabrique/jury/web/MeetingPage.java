package fr.fabrique.jury.web;

import fr.fabrique.idea.Ideas;
import fr.fabrique.idea.Ideas.Idea;
import fr.fabrique.jury.assignment.DiscussionOrder;
import fr.fabrique.jury.domain.Tally;
import fr.fabrique.jury.process.JuryRoom;
import fr.fabrique.jury.store.PanelTable;
import fr.fabrique.jury.store.PanelTable.Member;
import fr.fabrique.jury.store.SeatTable;
import fr.fabrique.jury.store.SeatTable.Seat;
import fr.fabrique.jury.store.SeatTable.SeatState;
import fr.fabrique.jury.store.VerdictTable;
import fr.fabrique.jury.store.VerdictTable.Taken;
import fr.fabrique.people.Group;
import fr.fabrique.people.People;
import fr.fabrique.people.People.Person;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** The order in which a jury discusses what it has not settled, and who leaves the room when. */
@Controller
class MeetingPage {

  private static final int PAGE = 50;

  private final Door door;
  private final JuryRoom room;
  private final Ideas ideas;
  private final People people;
  private final PanelTable panels;
  private final SeatTable seats;
  private final VerdictTable verdicts;

  MeetingPage(
      Door door,
      JuryRoom room,
      Ideas ideas,
      People people,
      PanelTable panels,
      SeatTable seats,
      VerdictTable verdicts) {
    this.door = door;
    this.room = room;
    this.ideas = ideas;
    this.people = people;
    this.panels = panels;
    this.seats = seats;
    this.verdicts = verdicts;
  }

  /**
   * An idea on the agenda.
   *
   * @param leaving the names of those who are not in the room for it
   */
  record Point(String title, List<String> leaving, Tally tally) {}

  @GetMapping("/jury/{challenge}/meeting")
  String meeting(
      @PathVariable String challenge,
      @RequestParam(name = "agenda", defaultValue = "1") int agendaPage,
      Principal chair,
      Model page) {
    page.addAttribute("challenge", door.admitChair(chair.getName(), challenge));
    Map<String, Idea> known =
        ideas.in(challenge).stream().collect(Collectors.toMap(Idea::id, Function.identity()));
    Map<String, Tally> waiting =
        verdicts.tallies(challenge).stream()
            .filter(taken -> verdicts.round(taken.idea()) == taken.round())
            .filter(taken -> known.get(taken.idea()).mergedInto() == null)
            .collect(Collectors.toMap(Taken::idea, Taken::tally));
    Set<String> closedHere = room.closedTo(chair.getName(), challenge);
    page.addAttribute(
        "closed",
        waiting.keySet().stream()
            .filter(closedHere::contains)
            .map(idea -> known.get(idea).title())
            .sorted()
            .toList());
    waiting.keySet().removeAll(closedHere);
    Set<String> attending = attending(challenge, closedHere);
    Map<String, Set<String>> leaving = room.closedTo(attending, challenge);
    leaving.keySet().retainAll(waiting.keySet());
    DiscussionOrder order = DiscussionOrder.of(leaving);
    page.addAttribute("exits", order.exits());
    page.addAttribute(
        "points",
        Slice.of(order.ideas(), agendaPage, PAGE)
            .map(
                idea ->
                    new Point(
                        known.get(idea).title(),
                        leaving.get(idea).stream().sorted().map(people::name).toList(),
                        waiting.get(idea))));
    page.addAttribute("attending", attending.stream().map(people::name).toList());
    return "jury-meeting";
  }

  /**
   * The challenge's own panel, or the jurors who reviewed its ideas and all chairs. Who judges what
   * is closed to the one who looks does not show by being there.
   */
  private Set<String> attending(String challenge, Set<String> closed) {
    List<Member> members = panels.members(challenge);
    Set<String> attending = new TreeSet<>();
    if (members.isEmpty()) {
      JuryPages.without(closed, seats.ofChallenge(challenge), Seat::idea).stream()
          .filter(turn -> turn.is(SeatState.REVIEWED, SeatState.INVITED, SeatState.PLANNED))
          .map(Seat::juror)
          .forEach(attending::add);
      people.members(Group.JURY_CHAIRS).stream().map(Person::id).forEach(attending::add);
    } else {
      members.stream().map(Member::person).forEach(attending::add);
    }
    return attending;
  }
}
