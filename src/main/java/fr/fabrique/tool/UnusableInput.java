package fr.fabrique.tool;

import java.nio.file.Path;
import java.util.Optional;

/** A file cannot be worked with; the message says why. */
public class UnusableInput extends RuntimeException {

  private final transient Path file;

  public UnusableInput(String reason) {
    this(null, reason);
  }

  /**
   * @param file which file, where a subcommand works with several
   */
  public UnusableInput(Path file, String reason) {
    super(reason);
    this.file = file;
  }

  /** Which file; empty where a subcommand has but one. */
  public Optional<Path> file() {
    return Optional.ofNullable(file);
  }
}
