package fr.fabrique.partnership;

/** Partnerships around ideas. */
public interface Partnerships {

  /** Starts a partnership for the idea; it goes its own way from there. */
  void open(String idea, String intrapreneur);
}
