package fr.fabrique.engine;

/**
 * Keeps what people answered in their tasks, so that later tasks on the same subject can show it.
 */
public interface Journal {

  void keep(Answers answers);
}
