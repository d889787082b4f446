package fr.fabrique.rehearsal;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;

/** When ideas come in and how soon people get to them. */
interface Pace {

  /** All ideas are there from the beginning and followed to their ends, with few days to play. */
  Pace ALL_AT_ONCE =
      new Pace() {
        @Override
        public boolean comeIn(Instant now) {
          return false;
        }

        @Override
        public Optional<Instant> next() {
          return Optional.empty();
        }

        @Override
        public Predicate<String> followed() {
          return subject -> true;
        }

        @Override
        public Duration delay(String task, Draw draw) {
          return Habits.delay(task, draw);
        }
      };

  /** Takes in what has come by now; whether there was anything. */
  boolean comeIn(Instant now);

  /** When the next idea comes in; empty for no more. */
  Optional<Instant> next();

  /** Of which ideas people do the tasks just now. */
  Predicate<String> followed();

  /** How long the person lets the task wait. */
  Duration delay(String task, Draw draw);
}
