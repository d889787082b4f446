package fr.fabrique.jury.web;

import fr.fabrique.idea.Ideas;
import fr.fabrique.jury.process.JuryRoom;
import fr.fabrique.jury.store.PanelTable;
import fr.fabrique.jury.store.PanelTable.Tie;
import fr.fabrique.jury.store.SeatTable.Seat;
import fr.fabrique.jury.store.SeatTable.SeatState;
import fr.fabrique.people.People;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** What a chair sees of ties that were declared while a blind review was under way. */
@Component
class TiedReviews {

  private final JuryRoom room;
  private final Ideas ideas;
  private final PanelTable panels;
  private final People people;

  TiedReviews(JuryRoom room, Ideas ideas, PanelTable panels, People people) {
    this.room = room;
    this.ideas = ideas;
    this.panels = panels;
    this.people = people;
  }

  /**
   * A review whose juror has a tie with an author.
   *
   * @param open whether it can still be given to somebody else
   */
  record Tied(
      String idea, String title, String juror, String name, boolean open, List<Declared> ties) {}

  /** A tie of the juror with one of the authors. */
  record Declared(String person, String reason, Instant at) {}

  /**
   * @param closed the ideas with which the chair has a conflict of interest
   */
  void show(String challenge, Set<String> closed, Map<String, String> titles, Model page) {
    Map<String, Set<String>> authors = ideas.authorsIn(challenge);
    page.addAttribute(
        "tied",
        JuryPages.without(closed, room.tied(challenge), Seat::idea).stream()
            .map(
                turn ->
                    new Tied(
                        turn.idea(),
                        titles.get(turn.idea()),
                        turn.juror(),
                        people.nameAndUnit(turn.juror()),
                        turn.is(SeatState.INVITED),
                        panels.ties(turn.juror()).stream()
                            .filter(tie -> authors.get(turn.idea()).contains(tie.person()))
                            .map(this::declared)
                            .toList()))
            .toList());
  }

  private Declared declared(Tie tie) {
    return new Declared(people.name(tie.person()), tie.reason(), tie.declaredAt().toInstant());
  }
}
