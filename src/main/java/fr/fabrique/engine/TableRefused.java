package fr.fabrique.engine;

/** A decision table cannot be tried: what is wrong with it, and what to do. */
public final class TableRefused extends RuntimeException {

  private final String table;
  private final transient Sentence why;

  /**
   * @param table what the one who gave it calls it
   */
  public TableRefused(String table, Sentence why) {
    super(why.toString());
    this.table = table;
    this.why = why;
  }

  public String table() {
    return table;
  }

  public Sentence why() {
    return why;
  }
}
