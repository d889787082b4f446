package fr.fabrique.engine;

/** A group to which a diagram may offer a task; its constants are all there are. */
public interface TaskGroup {

  /** The id that diagrams name. */
  String id();
}
