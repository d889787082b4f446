package fr.fabrique.engine;

import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.FormatStyle;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/**
 * Words and dates in the installation's language, for what people read inside diagrams and forms.
 */
@Component
public class Texts {

  private final MessageSource texts;
  private final Locale language;

  Texts(MessageSource texts, @Value("${fabrique.language}") String language) {
    this.texts = texts;
    this.language = Locale.forLanguageTag(language);
  }

  /**
   * @throws org.springframework.context.NoSuchMessageException when there is no such text
   */
  public String of(String key, Object... values) {
    return texts.getMessage(key, values, language);
  }

  public Locale language() {
    return language;
  }

  /** A day in words, such as 23 November 2026. */
  public DateTimeFormatter day() {
    if (language.getLanguage().equals("fr")) {
      // In French the first of a month is an ordinal, alone of all its days.
      return new DateTimeFormatterBuilder()
          .appendText(ChronoField.DAY_OF_MONTH, Map.of(1L, "1er"))
          .appendPattern(" MMMM yyyy")
          .toFormatter(language);
    }
    return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG).withLocale(language);
  }
}
