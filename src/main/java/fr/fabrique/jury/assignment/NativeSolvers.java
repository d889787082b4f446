package fr.fabrique.jury.assignment;

import com.google.ortools.Loader;

/** The part of OR-tools that is not Java. It is loaded when first needed: that takes a second. */
final class NativeSolvers {

  private NativeSolvers() {}

  static void load() {
    try {
      Loader.loadNativeLibraries();
    } catch (RuntimeException | LinkageError e) {
      throw new IllegalStateException(
          "OR-tools has no library for this system: %s on %s"
              .formatted(System.getProperty("os.name"), System.getProperty("os.arch")),
          e);
    }
  }
}
