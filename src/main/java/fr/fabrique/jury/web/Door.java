package fr.fabrique.jury.web;

import fr.fabrique.challenge.Challenges;
import fr.fabrique.challenge.Challenges.Challenge;
import fr.fabrique.jury.store.SeatTable;
import fr.fabrique.people.Group;
import fr.fabrique.people.People;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;

/** Who may come in: those who preside over juries, and those who review. */
@Component
class Door {

  private final People people;
  private final Challenges challenges;
  private final SeatTable seats;

  Door(People people, Challenges challenges, SeatTable seats) {
    this.people = people;
    this.challenges = challenges;
    this.seats = seats;
  }

  /** Lets chairs and administrators in; others are answered 403. */
  void admitChair(String person) {
    if (!people.presides(person)) {
      throw new ResponseStatusException(HttpStatus.FORBIDDEN);
    }
  }

  /** The same, to one challenge; 404 when there is none. */
  Challenge admitChair(String person, String challenge) {
    admitChair(person);
    return challenges
        .find(challenge)
        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
  }

  /** Lets jurors in, and agents whom a chair has asked for a review; others are answered 403. */
  void admitJuror(String person) {
    if (!people.isMember(person, Group.JURORS) && seats.of(person).isEmpty()) {
      throw new ResponseStatusException(HttpStatus.FORBIDDEN);
    }
  }
}
