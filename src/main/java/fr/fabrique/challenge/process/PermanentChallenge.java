package fr.fabrique.challenge.process;

import fr.fabrique.challenge.Challenges;
import java.util.Locale;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.MessageSource;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Sees to it that there is always a challenge to answer. */
@Component
@Order(4)
class PermanentChallenge implements ApplicationRunner {

  private final Challenges challenges;
  private final MessageSource texts;
  private final Locale language;

  PermanentChallenge(
      Challenges challenges, MessageSource texts, @Value("${fabrique.language}") String language) {
    this.challenges = challenges;
    this.texts = texts;
    this.language = Locale.forLanguageTag(language);
  }

  @Override
  public void run(ApplicationArguments arguments) {
    challenges.ensurePermanent(text("title"), text("question"));
  }

  private String text(String key) {
    return texts.getMessage("challenge.permanent." + key, null, language);
  }
}
