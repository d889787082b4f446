package fr.fabrique.challenge.process;

import fr.fabrique.challenge.Challenges;
import fr.fabrique.engine.Texts;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Sees to it that there is always a challenge to answer. */
@Component
@Order(4)
class PermanentChallenge implements ApplicationRunner {

  private final Challenges challenges;
  private final Texts texts;

  PermanentChallenge(Challenges challenges, Texts texts) {
    this.challenges = challenges;
    this.texts = texts;
  }

  @Override
  public void run(ApplicationArguments arguments) {
    challenges.ensurePermanent(text("title"), text("question"));
  }

  private String text(String key) {
    return texts.of("challenge.permanent." + key);
  }
}
