package fr.fabrique.engine;

import com.fasterxml.jackson.annotation.JsonValue;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.ResourceBundle.Control;

/**
 * A sentence of the message files, said in the language of whoever reads it; programs read English.
 *
 * @param key its key in the message files
 * @param values what stands in its places
 */
public record Sentence(String key, List<String> values) {

  private static final Control NO_OTHER_LANGUAGE =
      Control.getNoFallbackControl(Control.FORMAT_PROPERTIES);

  /** Numbers among the values are said as they are written in files. */
  public static Sentence of(String key, Object... values) {
    return new Sentence(key, List.of(values).stream().map(String::valueOf).toList());
  }

  /** The sentence in English or French. */
  public String in(Locale language) {
    String pattern =
        ResourceBundle.getBundle("messages", language, NO_OTHER_LANGUAGE).getString(key);
    return new MessageFormat(pattern, language).format(values.toArray());
  }

  @JsonValue
  @Override
  public String toString() {
    return in(Locale.ENGLISH);
  }
}
