package fr.fabrique.change.move;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;

/**
 * What became, or would become, of one journey.
 *
 * @param before where it stood
 * @param after where it stands; as before when it stayed
 * @param why why it stays; null when it follows
 * @param remedy what to do about it; null when it follows
 * @param asBefore what the revision says otherwise and what holds for this journey all the same
 * @param lost what it has no more
 */
public record Passage(
    List<Place> before,
    List<Place> after,
    Said why,
    Said remedy,
    List<AsBefore> asBefore,
    List<Said> lost) {

  /**
   * Something that a journey takes along as it was when it came there.
   *
   * @param property what, by the name that the difference has for it
   * @param from as it stays
   * @param to as it is for whoever comes there later
   */
  public record AsBefore(Place at, String property, String from, String to) {}

  static Passage stays(List<Place> before, Said why, Said remedy) {
    return new Passage(before, before, why, remedy, List.of(), List.of());
  }

  @JsonIgnore
  public boolean follows() {
    return why == null;
  }
}
