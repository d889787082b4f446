package fr.fabrique.people;

/** What the sign-in tells the pages by attributes of the request. */
public final class SignInAttributes {

  /** The key of the sentence that the sign-in page begins with. */
  public static final String NOTICE = "fr.fabrique.people.notice";

  /** For how many minutes the notice asks to wait. */
  public static final String MINUTES = "fr.fabrique.people.minutes";

  /** Set where a page was refused for its age alone. */
  public static final String OUT_OF_DATE = "fr.fabrique.people.outOfDate";

  private SignInAttributes() {}
}
