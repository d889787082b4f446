package fr.fabrique.engine.check;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A sentence of the check, or a part of one: in English as it stands in the code, in French as
 * {@code check_fr.json} says it under the English text. Programs and logs read English.
 *
 * @param english the text, with {@code %s} where a value stands
 * @param values what stands there: texts that are the same in every language, words, or rows of
 *     words
 */
public record Words(String english, List<Object> values) {

  private static final String PLACE = "%s";

  /** Loaded when somebody reads French. */
  private static final class French {

    private static final Map<String, String> TEXTS = read();

    private static Map<String, String> read() {
      try (InputStream texts = Words.class.getResourceAsStream("/check_fr.json")) {
        return new ObjectMapper().readValue(texts, new TypeReference<>() {});
      } catch (IOException broken) {
        throw new UncheckedIOException(broken);
      }
    }
  }

  /**
   * Several words one after the other, as a value of others.
   *
   * @param between what stands between two of them, in English
   */
  public record Row(String between, List<Words> words) {

    private String in(Locale language) {
      String separator = text(between, language);
      return String.join(separator, words.stream().map(each -> each.in(language)).toList());
    }
  }

  /** Numbers among the values are said as they are written in files. */
  public static Words of(String english, Object... values) {
    return new Words(english, Arrays.stream(values).map(Words::value).toList());
  }

  static Row row(String between, Collection<Words> words) {
    return new Row(between, List.copyOf(words));
  }

  /** In French where French is read, else in English. */
  public String in(Locale language) {
    String text = text(english, language);
    StringBuilder said = new StringBuilder();
    int end = 0;
    for (Object value : values) {
      int place = text.indexOf(PLACE, end);
      said.append(text, end, place).append(said(value, language));
      end = place + PLACE.length();
    }
    return said.append(text, end, text.length()).toString();
  }

  @JsonValue
  @Override
  public String toString() {
    return in(Locale.ENGLISH);
  }

  private static Object value(Object value) {
    return value instanceof Words || value instanceof Row ? value : String.valueOf(value);
  }

  private static String said(Object value, Locale language) {
    if (value instanceof Words words) {
      return words.in(language);
    }
    return value instanceof Row row ? row.in(language) : (String) value;
  }

  private static String text(String english, Locale language) {
    return language.getLanguage().equals("fr")
        ? French.TEXTS.getOrDefault(english, english)
        : english;
  }
}
