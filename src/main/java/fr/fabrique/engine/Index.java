package fr.fabrique.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What would have to be searched for in the jar, written down when the product is built: a tool
 * that is started for one question must not search half a second for what is known.
 */
public final class Index {

  private Index() {}

  /**
   * The lines of one list.
   *
   * @param name such as {@code offers}
   */
  public static List<String> lines(String name) {
    try (InputStream list = Index.class.getResourceAsStream("/META-INF/fabrique/" + name)) {
      return new String(list.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
