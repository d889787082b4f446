package fr.fabrique.portal;

import static org.assertj.core.api.Assertions.assertThat;

import fr.fabrique.FabriqueTest;
import fr.fabrique.idea.Ideas;
import fr.fabrique.idea.Ideas.Idea;
import fr.fabrique.portal.Reader.Page;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.User;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Nothing typed is lost when the session ends over it. */
@FabriqueTest
class KeptFormTest {

  private static final String FORM = "/ideas/new";
  private static final String PROBLEM = "Ligne un\nligne <deux> & « trois »";

  @LocalServerPort private int port;
  @Autowired private Ideas ideas;
  @Autowired private IdentityService identity;

  private final String account = "kept" + UUID.randomUUID().toString().substring(0, 8);

  @BeforeEach
  void anAgent() {
    User user = identity.newUser(account);
    user.setPassword("first password");
    identity.saveUser(user);
    identity.createMembership(account, "agents");
  }

  @AfterEach
  void goes() {
    identity.deleteUser(account);
  }

  @Test
  void an_idea_typed_over_the_end_of_the_session_is_there_again_after_the_sign_in() {
    Reader author = signedIn();
    Page form = author.open(FORM);
    author.sessionEnds();

    Page door = author.submit(form, FORM, idea());
    assertThat(door.status()).isEqualTo(401);
    assertThat(door.text("[role=status]")).contains("Votre session était terminée");
    Page wrong = author.submit(door, "/login", credentials("wrong"));
    assertThat(wrong.text("[role=alert]")).contains("erroné");
    author.sessionEnds();
    Page old = author.submit(wrong, "/login", credentials("first password"));
    assertThat(old.text("[role=alert]")).contains("restée ouverte longtemps");
    Page again = author.submit(old, "/login", credentials("first password"));

    assertStandsAgain(again);
    assertThat(ideas.of(account)).isEmpty();
    assertThat(author.submit(again, FORM, typed(again)).text("[role=status]"))
        .contains("Votre idée est");
    assertThat(ideas.of(account)).extracting(Idea::title).containsExactly("Un long texte");
    assertThat(author.open(FORM).content().select("#title").val()).isEmpty();
  }

  @Test
  void it_is_there_again_after_a_change_of_the_password_too() {
    Reader author = signedIn();
    Page form = author.open(FORM);
    User user = identity.createUserQuery().userId(account).singleResult();
    user.setPassword("second password");
    identity.saveUser(user);

    Page door = author.submit(form, FORM, idea());

    assertStandsAgain(author.submit(door, "/login", credentials("second password")));
  }

  @Test
  void it_is_there_again_for_who_has_signed_in_in_another_window_meanwhile() {
    Reader author = signedIn();
    Page form = author.open(FORM);
    author.sessionEnds();
    author.signIn(account, "first password");

    assertStandsAgain(author.submit(form, FORM, idea()));
    assertThat(ideas.of(account)).isEmpty();
  }

  @Test
  void a_foreign_page_hands_nothing_in() {
    Reader author = signedIn();

    Page form = author.post(FORM, "challenge=permanent&title=Foreign&solution=Words+of+others");

    assertThat(form.text("main [role=status]")).contains("pas encore proposée");
    assertThat(ideas.of(account)).isEmpty();
  }

  private static void assertStandsAgain(Page form) {
    assertThat(form.path()).isEqualTo(FORM);
    assertThat(form.text("main [role=status]")).contains("pas encore proposée");
    assertThat(typed(form)).containsAllEntriesOf(idea());
  }

  private static Map<String, String> typed(Page form) {
    Map<String, String> typed = new LinkedHashMap<>();
    form.content()
        .select("main input[type=text], main input[checked], main textarea")
        .forEach(
            field ->
                typed.put(
                    field.attr("name"),
                    field.normalName().equals("textarea") ? field.wholeText() : field.val()));
    return typed;
  }

  private static Map<String, String> idea() {
    return Map.of(
        "challenge", "permanent",
        "title", "Un long texte",
        "problem", PROBLEM,
        "solution", "Ce que l’on écrit pendant une heure reste écrit, quoi qu’il arrive.");
  }

  private Map<String, String> credentials(String password) {
    return Map.of("username", account, "password", password);
  }

  private Reader signedIn() {
    Reader author = new Reader(port, "fr");
    assertThat(author.signIn(account, "first password").path()).isEqualTo("/");
    return author;
  }
}
