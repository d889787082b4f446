package fr.fabrique.demo;

import java.io.PrintStream;
import java.util.stream.Collectors;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Prints where to go and as whom. */
@Component
@Profile("demo")
@ConditionalOnProperty(name = "fabrique.greeting", matchIfMissing = true)
class Greeting {

  private final PrintStream out = System.out;

  @EventListener
  void greet(ApplicationReadyEvent ready) {
    if (ready.getApplicationContext() instanceof ServletWebServerApplicationContext web) {
      out.printf(
          """

          La Fabrique is ready: http://127.0.0.1:%d
          Sign in as juror1 to review an idea, as animator to screen one, as owner to see the route.
          Demo accounts: %s
          One password for all: %s

          """,
          web.getWebServer().getPort(),
          DemoPeople.ACCOUNTS.stream().map(DemoPeople.Account::id).collect(Collectors.joining(" ")),
          DemoPeople.PASSWORD);
    }
  }
}
