package fr.fabrique.portal;

import static org.assertj.core.api.Assertions.assertThat;

import fr.fabrique.FabriqueTest;
import fr.fabrique.people.People;
import fr.fabrique.portal.Reader.Page;
import fr.fabrique.rehearsal.TasklistClient;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@FabriqueTest
class SignInPageTest {

  private static final String TASKLIST = "/camunda/app/tasklist/default/";
  private static final String LISTS = "/camunda/api/engine/engine/default/filter/count";

  @LocalServerPort private int port;
  @Autowired private People people;

  @Test
  void a_good_password_leads_home() {
    Page home = reader("en").signIn("author2", "fabrique");

    assertThat(home.path()).isEqualTo("/");
    assertThat(home.text("h1")).isEqualTo("Hello, Samir Benali");
  }

  @Test
  void a_wrong_password_is_refused_without_telling_what_is_wrong() {
    Page refused = reader("en").signIn("author2", "wrong");
    Page unknown = reader("en").signIn("nobodyAtAll", "wrong");

    assertThat(refused.text("[role=alert]"))
        .isEqualTo("The account or the password is wrong.")
        .isEqualTo(unknown.text("[role=alert]"));
    assertThat(reader("en").open("/").path()).startsWith("/login");
  }

  @Test
  void a_refused_sign_in_keeps_the_account_s_name_and_only_that() {
    Page refused = reader("en").signIn("author2", "wrong");

    assertThat(refused.status()).isEqualTo(401);
    assertThat(refused.content().select("#username").val()).isEqualTo("author2");
    assertThat(refused.content().select("#password").val()).isEmpty();
  }

  @Test
  void a_sign_in_page_that_grew_old_says_so_and_works_at_once() {
    Reader author = reader("fr");
    Page old = author.open("/login");
    author.sessionEnds();

    Page again = author.submit(old, "/login", credentials("author2"));
    assertThat(again.text("[role=alert]")).startsWith("La page est restée ouverte longtemps");
    assertThat(again.content().select("#username").val()).isEqualTo("author2");

    assertThat(author.submit(again, "/login", credentials("author2")).path()).isEqualTo("/");
  }

  @Test
  void an_old_sign_in_page_leads_home_who_has_signed_in_meanwhile() {
    Reader author = reader("en");
    Page old = author.open("/login");
    author.signIn("author2");

    assertThat(author.submit(old, "/login", credentials("author2")).path()).isEqualTo("/");
  }

  @Test
  void signing_out_after_the_session_s_end_is_signing_out() {
    Reader author = reader("en").signIn("author2");
    Page home = author.open("/");
    author.sessionEnds();

    assertThat(author.submit(home, "/logout", Map.of()).path()).isEqualTo("/login?logout");
  }

  @Test
  void what_tasklist_asks_for_after_the_session_s_end_does_not_disturb_the_sign_in() {
    Reader author = reader("en");
    Page door = author.open("/login");

    assertThat(author.open(LISTS).status()).isEqualTo(401);
    assertThat(author.submit(door, "/login", credentials("author2")).path()).isEqualTo("/");
  }

  @Test
  void who_guesses_too_often_is_told_to_wait_and_others_are_not() {
    Reader guesser = reader("fr");
    for (int i = 0; i < 5; i++) {
      guesser.signIn("guessedAccount", "guess" + i);
    }

    assertThat(guesser.signIn("guessedAccount", "guess").text("[role=alert]"))
        .startsWith("Trop de tentatives manquées");
    assertThat(reader("en").signIn("author2", "fabrique").path()).isEqualTo("/");
  }

  @Test
  void the_page_speaks_the_first_language_of_the_browser_that_we_know() {
    assertThat(reader("fr-FR,fr;q=0.9,en;q=0.5").open("/login").text("button"))
        .isEqualTo("Se connecter");
    assertThat(reader("en-GB").open("/login").text("button")).isEqualTo("Sign in");
    assertThat(reader("de,fr;q=0.8").open("/login").content().selectFirst("html").attr("lang"))
        .isEqualTo("fr");
    assertThat(reader("de").open("/login").content().selectFirst("html").attr("lang"))
        .isEqualTo("en");
  }

  @Test
  void the_demonstration_names_accounts_that_exist() {
    assertThat(reader("en").open("/login").content().select(".demo dt").eachText())
        .isEqualTo(SignInPage.DEMO_ACCOUNTS)
        .allMatch(people::exists);
  }

  @Test
  void every_field_has_its_label() {
    assertThat(reader("en").open("/login").content().select("label").eachAttr("for"))
        .containsExactly("username", "password");
  }

  @Test
  void signing_out_on_our_pages_closes_tasklist_too() {
    Reader author = reader("en").signIn("author2");
    assertThat(author.open(TASKLIST).path()).isEqualTo(TASKLIST);
    assertThat(author.open(LISTS).status()).isEqualTo(200);

    Page door = author.submit(author.open("/"), "/logout", Map.of());

    assertThat(door.path()).isEqualTo("/login?logout");
    assertThat(door.text("[role=status]")).contains("signed out");
    assertThat(author.open(TASKLIST).path()).startsWith("/login");
    assertThat(author.open(LISTS).status()).isEqualTo(401);
  }

  @Test
  void signing_out_in_tasklist_closes_our_pages_too() {
    TasklistClient author =
        new TasklistClient("http://127.0.0.1:" + port).signIn("author2", "fabrique");
    assertThat(author.get("/").statusCode()).isEqualTo(200);

    author.call("POST", "/camunda/api/admin/auth/user/default/logout", null);

    assertThat(author.get("/").statusCode()).isIn(302, 401);
  }

  @Test
  void a_form_without_the_token_of_our_page_is_refused() {
    Reader author = reader("en").signIn("author2");

    Page refused = author.post("/logout", "");
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.text("h1")).isEqualTo("This page was out of date");
    assertThat(author.open("/").path()).isEqualTo("/");
  }

  private static Map<String, String> credentials(String account) {
    return Map.of("username", account, "password", "fabrique");
  }

  private Reader reader(String language) {
    return new Reader(port, language);
  }
}
