package fr.fabrique.journey;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import fr.fabrique.RouteFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/** The words of diagrams and forms as an installation shows them. */
record Texts(Map<String, String> translations) {

  static Texts asWritten() {
    return new Texts(Map.of());
  }

  static Texts french() {
    try {
      return new Texts(
          new ObjectMapper()
              .readValue(
                  RouteFolder.PROCESSES.resolve("fr.json").toFile(), new TypeReference<>() {}));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  String of(String text) {
    return translations.getOrDefault(text, text);
  }
}
