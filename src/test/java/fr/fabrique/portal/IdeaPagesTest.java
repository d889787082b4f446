package fr.fabrique.portal;

import static org.assertj.core.api.Assertions.assertThat;

import fr.fabrique.FabriqueTest;
import fr.fabrique.idea.Ideas;
import fr.fabrique.idea.Ideas.Idea;
import fr.fabrique.idea.Journeys;
import fr.fabrique.portal.Reader.Page;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.FormService;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@FabriqueTest
class IdeaPagesTest {

  @LocalServerPort private int port;
  @Autowired private TaskService tasks;
  @Autowired private FormService forms;
  @Autowired private JdbcClient jdbc;
  @Autowired private Ideas ideas;
  @Autowired private Journeys journeys;

  @Nested
  class Handing_in {

    @Test
    void an_idea_goes_on_its_way_and_its_page_tells_where_it_is() {
      Page idea = handIn(reader("author", "en"), "A board in the hall");

      assertThat(idea.path()).startsWith("/ideas/");
      assertThat(idea.text("[role=status]")).contains("handed in");
      assertThat(idea.text("h1")).isEqualTo("A board in the hall");
      assertThat(idea.text(".here")).contains("Screen the idea");
      assertThat(idea.content().select(".steps li > span:first-child").eachText())
          .containsExactly(
              "Idea submitted", "Gather the facts", "Check eligibility", "Screen the idea");
    }

    @Test
    void what_is_typed_is_shown_as_it_was_typed() {
      Reader author = reader("author", "en");
      Page idea =
          author.submit(
              author.open("/ideas/new"),
              "/ideas/new",
              form("Signs", "if x <y or y> z\r\nthen <script>alert(1)</script>"));

      assertThat(idea.content().select("section.said p").last().wholeText())
          .isEqualTo("if x <y or y> z\nthen <script>alert(1)</script>");
      assertThat(idea.content().select("main script")).isEmpty();
    }

    @Test
    void mistakes_are_named_beside_the_field_and_nothing_typed_is_lost() {
      Reader author = reader("author", "fr");
      Map<String, String> form = form(" ", " ");
      form.put("problem", "Ce que je viens d’écrire.");

      Page again = author.submit(author.open("/ideas/new"), "/ideas/new", form);

      assertThat(again.status()).isEqualTo(400);
      assertThat(again.title()).startsWith("Erreur");
      assertThat(again.content().select("[role=alert] a").eachAttr("href"))
          .containsExactly("#title", "#solution");
      assertThat(again.text("#title-mistake")).isEqualTo("Donnez un titre à votre idée.");
      assertThat(again.content().selectFirst("#title").attr("aria-describedby"))
          .contains("title-mistake");
      assertThat(again.text("#problem")).isEqualTo("Ce que je viens d’écrire.");
      assertThat(again.content().select("input[name=challenge][checked]").eachAttr("value"))
          .containsExactly("permanent");
    }

    @Test
    void too_long_a_text_and_an_unknown_challenge_are_told() {
      Reader author = reader("author", "en");
      Map<String, String> tooLong = form("x".repeat(241), "y".repeat(25_001));
      Map<String, String> unknown = form("A title", "A solution that is long enough");
      unknown.put("challenge", "nowhere");

      assertThat(author.submit(author.open("/ideas/new"), "/ideas/new", tooLong).text(".mistake"))
          .contains("240 characters", "25,000 characters");
      assertThat(author.submit(author.open("/ideas/new"), "/ideas/new", unknown).text(".mistake"))
          .contains("choose another");
    }

    @Test
    void the_limits_told_are_the_limits_kept() {
      Reader author = reader("author", "en");

      Page idea =
          author.submit(
              author.open("/ideas/new"), "/ideas/new", form("x".repeat(240), "é ".repeat(12_500)));

      assertThat(idea.text("[role=status]")).contains("handed in");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"", "a\r\n", "http://a "})
    void a_text_at_the_limit_is_taken_whatever_it_is_made_of(String piece) {
      Reader author = reader("author", "en");
      int length = piece.replace("\r", "").length();

      Page idea =
          author.submit(
              author.open("/ideas/new"),
              "/ideas/new",
              form("At the limit", piece.repeat(25_000 / length)));

      assertThat(idea.text("[role=status]")).contains("handed in");
    }

    @Test
    void characters_that_cannot_be_kept_or_seen_do_no_harm() {
      Reader author = reader("author", "en");
      Map<String, String> unknown = form("A title", "A solution that is long enough");
      unknown.put("challenge", "perm\u0000anent");
      Map<String, String> unseen = form("\u200b\u0000\u202e", "A solution that is long enough");
      Map<String, String> seen = form("A\u0000 \u202etitle", "Long\u0000 enough, this solution.");

      assertThat(author.submit(author.open("/ideas/new"), "/ideas/new", unknown).text(".mistake"))
          .contains("choose another");
      assertThat(author.submit(author.open("/ideas/new"), "/ideas/new", unseen).text(".mistake"))
          .contains("Give your idea a title");
      assertThat(author.submit(author.open("/ideas/new"), "/ideas/new", seen).text("h1"))
          .isEqualTo("A title");
    }

    @Test
    void a_form_sent_twice_is_one_idea() {
      Reader author = reader("author", "en");
      Page form = author.open("/ideas/new");

      Page first = author.submit(form, "/ideas/new", form("Twice", "An impatient double click."));
      Page second = author.submit(form, "/ideas/new", form("Twice", "An impatient double click."));

      assertThat(second.path()).isEqualTo(first.path());
      assertThat(ideas.of("author")).extracting(Idea::title).containsOnlyOnce("Twice");
    }

    @Test
    void every_field_has_its_label() {
      Page form = reader("author", "fr").open("/ideas/new");

      assertThat(form.content().select("main input:not([type=hidden]), main textarea"))
          .isNotEmpty()
          .allMatch(field -> !form.text("label[for=" + field.id() + "]").isBlank());
    }
  }

  @Nested
  class Looking {

    @Test
    void the_list_has_one_s_own_ideas_only() {
      handIn(reader("author", "en"), "Mine to list");

      assertThat(reader("author", "en").open("/ideas").text(".ideas")).contains("Mine to list");
      assertThat(reader("author2", "en").open("/ideas").text("main"))
          .doesNotContain("Mine to list");
    }

    @Test
    void others_find_nothing_at_the_idea_s_address() {
      String path = handIn(reader("author", "en"), "Not for everybody").path();

      assertThat(reader("author2", "en").open(path).status()).isEqualTo(404);
      assertThat(reader("juror1", "en").open(path).text("main"))
          .doesNotContain("Not for everybody");
      assertThat(reader("author2", "en").open(path + "/withdrawal").status()).isEqualTo(404);
      assertThat(reader("author2", "en").open("/ideas/none").status()).isEqualTo(404);
    }

    @Test
    void those_who_accompany_ideas_see_it_and_cannot_withdraw_it() {
      String path = handIn(reader("author", "en"), "Accompanied").path();
      Page idea = reader("facilitator", "en").open(path);

      assertThat(idea.text("h1")).isEqualTo("Accompanied");
      assertThat(idea.content().select("a[href$=withdrawal]")).isEmpty();
      assertThat(reader("facilitator", "en").open(path + "/withdrawal").status()).isEqualTo(404);
    }

    @Test
    void the_page_is_french_for_a_french_browser_and_names_the_diagram_s_language() {
      String path = handIn(reader("author", "en"), "Lue en français").path();
      Page idea = reader("author", "fr-FR,fr;q=0.9").open(path);

      assertThat(idea.content().selectFirst("html").attr("lang")).isEqualTo("fr");
      assertThat(idea.text("h2")).contains("Où elle en est", "Le chemin parcouru");
      assertThat(idea.content().select(".here li[lang=en]").text()).contains("Screen the idea");
    }

    @Test
    void what_waits_for_the_author_is_one_step_away() {
      Reader author = reader("author", "en");
      Page idea =
          author.submit(author.open("/ideas/new"), "/ideas/new", form("Too short", "Short."));

      assertThat(idea.content().select(".asked a").attr("href")).contains("/tasklist/", "?task=");
      assertThat(author.open("/ideas").text(".yours")).contains("Your turn");
      assertThat(messages(idea)).containsExactly("author task_awaits");
    }

    @Test
    void a_declined_author_reads_what_is_said_and_what_is_offered() {
      Page idea = handIn(reader("author2", "en"), "Not this time");
      perform(idea, Map.of("screening", "decline", "reason", "It exists already."));
      perform(idea, Map.of("feedback", "The need is real.", "offer", "Come to the workshop."));

      Page page = reader("author2", "en").open(idea.path());

      assertThat(page.text("main")).contains("The need is real.", "Come to the workshop.");
      assertThat(messages(idea)).containsExactly("author2 idea_helped");
    }
  }

  @Nested
  class Withdrawing {

    @Test
    void the_author_withdraws_after_being_asked_and_the_route_ends_there() {
      Reader author = reader("author", "en");
      Page idea = handIn(author, "Soon withdrawn");
      String withdrawal = idea.path() + "/withdrawal";

      Page question = author.open(idea.content().select("a[href$=withdrawal]").attr("href"));
      assertThat(question.text("h1")).isEqualTo("Withdraw this idea?");
      assertThat(journeys.end(id(idea))).isEmpty();

      Page withdrawn = author.submit(question, withdrawal, Map.of());

      assertThat(withdrawn.path()).isEqualTo(idea.path());
      assertThat(withdrawn.text("[role=status]")).contains("is withdrawn");
      assertThat(withdrawn.text(".here")).contains("Withdrawn by the author");
      assertThat(withdrawn.content().select("a[href$=withdrawal]")).isEmpty();
    }

    @Test
    void a_second_withdrawal_changes_nothing_and_says_so() {
      Reader author = reader("author", "en");
      Page idea = handIn(author, "Withdrawn twice");
      String withdrawal = idea.path() + "/withdrawal";
      Page question = author.open(withdrawal);

      author.submit(question, withdrawal, Map.of());
      Page second = author.submit(question, withdrawal, Map.of());

      assertThat(second.status()).isEqualTo(200);
      assertThat(second.text("[role=status]")).contains("nothing was changed");
    }

    @Test
    void another_person_cannot_withdraw_it() {
      Page idea = handIn(reader("author", "en"), "Stays on its route");
      Reader other = reader("author2", "en");
      Page own = handIn(other, "The other's own");
      String token = other.open(own.path() + "/withdrawal").content().select("[name=_csrf]").val();

      Page refused = other.post(idea.path() + "/withdrawal", "_csrf=" + token);

      assertThat(refused.status()).isEqualTo(404);
      assertThat(journeys.canWithdraw(id(idea))).isTrue();
    }
  }

  @Nested
  class Reviving {

    @Test
    void an_idea_that_does_not_sleep_is_not_offered_to_be_woken() {
      Page idea = handIn(reader("author", "en"), "Wide awake");

      assertThat(idea.content().select("form[action$=revival]")).isEmpty();
      assertThat(journeys.revive(id(idea))).isFalse();
    }
  }

  /** Completes the idea's only task. */
  private void perform(Page idea, Map<String, Object> answers) {
    forms.submitTaskForm(
        tasks.createTaskQuery().processInstanceBusinessKey(id(idea)).singleResult().getId(),
        answers);
  }

  private List<String> messages(Page idea) {
    return jdbc.sql("select recipient || ' ' || template from outgoing_message where subject = ?")
        .param(id(idea))
        .query(String.class)
        .list();
  }

  private Reader reader(String account, String language) {
    return new Reader(port, language).signIn(account);
  }

  private static Page handIn(Reader author, String title) {
    return author.submit(
        author.open("/ideas/new"),
        "/ideas/new",
        form(title, "One page on the intranet where everybody sees it at once."));
  }

  private static Map<String, String> form(String title, String solution) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("challenge", "permanent");
    form.put("title", title);
    form.put("solution", solution);
    return form;
  }

  private static String id(Page idea) {
    return idea.path().substring("/ideas/".length());
  }
}
