package fr.fabrique.change.difference;

import java.util.Map;

/**
 * Something in a file that an owner sees as one thing: a task, an arrow, a rule, a question.
 *
 * @param id by which it is found again in another revision
 * @param what its kind
 * @param place what it lies in
 * @param ordered whether it matters what it comes before
 * @param properties what is said about it, in the order of the file
 * @param drawing where it is drawn, in any form that can be compared
 */
record Item(
    String id,
    String what,
    String label,
    String place,
    boolean ordered,
    Map<Property, Said> properties,
    String drawing) {

  /**
   * What something is said of.
   *
   * @param name such as {@code candidateGroups}
   * @param of which one of several with this name; else empty
   */
  record Property(String name, String of) {

    static Property of(String name) {
      return new Property(name, "");
    }

    /** What lies in it. */
    Property below(String inner) {
      return new Property(name.isEmpty() ? inner : name + "." + inner, of);
    }
  }

  /**
   * What is said.
   *
   * @param value by which it is compared
   * @param reading as people read it
   */
  record Said(String value, String reading) {

    static final Said NOTHING = plain("");

    static Said plain(String text) {
      return new Said(text, text);
    }
  }
}
