package fr.fabrique.people;

import java.util.List;
import java.util.Optional;

/** The directory. Accounts are named by their id, such as {@code juror1}. */
public interface People {

  /** An account. */
  record Person(String id, String name, String unit) {}

  boolean exists(String id);

  /** The display name; the id itself for an account that is gone. */
  String name(String id);

  /** The display name followed by the unit's name where there is one. */
  String nameAndUnit(String id);

  Optional<String> unit(String person);

  /** Where mail reaches the person; empty when the account has no address. */
  Optional<String> mailAddress(String id);

  /** The nearest manager above the person in the tree of units who is not that person. */
  Optional<String> managerOf(String person);

  /** The tree of units and who belongs where, now. */
  Units units();

  /**
   * Moves somebody to another unit and tells {@link PersonChanged}.
   *
   * @throws IllegalArgumentException when there is no such account or unit
   */
  void move(String person, String unit);

  /** Members of a group, ordered by id. */
  List<Person> members(Group group);

  boolean isMember(String person, Group group);

  /** Whether the person belongs to at least one of the groups. */
  boolean isMemberOfAny(String person, Group... groups);

  /** Whether the person may preside over juries: an administrator does where no chair can. */
  default boolean presides(String person) {
    return isMemberOfAny(person, Group.JURY_CHAIRS, Group.ADMINISTRATORS);
  }

  /**
   * Registers somebody who has written an idea but has no account: they can be named and given one
   * later, but cannot sign in.
   *
   * @return whether they are new; false when the account exists
   * @throws IllegalArgumentException when the id cannot be an account's id, or is that of somebody
   *     else but for capitals
   */
  boolean register(String id, String name);

  /** Puts a certified facilitator on the roster. */
  void addToRoster(String person);
}
