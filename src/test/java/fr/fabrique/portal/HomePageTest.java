package fr.fabrique.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import fr.fabrique.FabriqueTest;
import fr.fabrique.challenge.Challenges;
import fr.fabrique.engine.RouteDeployment;
import fr.fabrique.engine.check.Words;
import fr.fabrique.idea.Ideas;
import fr.fabrique.idea.Submission;
import fr.fabrique.idea.Submission.NewIdea;
import fr.fabrique.people.Group;
import fr.fabrique.people.People;
import fr.fabrique.people.WorkWaiting;
import fr.fabrique.portal.Reader.Page;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.ui.ExtendedModelMap;
import org.thymeleaf.spring6.view.ThymeleafViewResolver;

@FabriqueTest
class HomePageTest {

  private static final RouteDeployment.Notice NOTICE =
      new RouteDeployment.Notice(
          Instant.parse("2027-01-04T08:00:00Z"), List.of(Words.of("The form is empty.")));

  @LocalServerPort private int port;
  @Autowired private People people;
  @Autowired private Ideas ideas;
  @Autowired private Submission submission;
  @Autowired private WorkWaiting work;
  @Autowired private ThymeleafViewResolver views;

  @Test
  void home_tells_who_one_is_and_where_to_go() {
    Page home = new Reader(port, "fr").signIn("juror1").open("/");

    assertThat(home.text(".lead")).contains("Paul Girard, Real Estate", "Juré");
    assertThat(home.content().select("main a").eachAttr("href"))
        .contains("/camunda/app/tasklist/", "/ideas/new")
        .doesNotContain("/camunda/app/admin/");
  }

  @Test
  void only_administrators_are_led_to_accounts() {
    assertThat(new Reader(port, "en").signIn("admin").open("/").content().select("a"))
        .anyMatch(link -> link.attr("href").equals("/camunda/app/admin/"));
  }

  @Test
  void home_counts_what_waits_for_a_person_and_for_their_groups() {
    long before = work.count("animator").offered();
    submission.submit(Challenges.PERMANENT, "author2", longEnough("Counted on the home page"));

    assertThat(work.count("animator").offered()).isEqualTo(before + 1);
    assertThat(new Reader(port, "en").signIn("animator").open("/").text(".number"))
        .contains(work.count("animator").offered() + " task");
    assertThat(work.count("juror1").offered()).isZero();
  }

  @Test
  void an_idea_that_must_be_completed_waits_for_its_author() {
    long before = work.count("author2").assigned();
    String idea =
        submission.submit(
            Challenges.PERMANENT,
            "author2",
            new NewIdea(
                null, "Short one", null, "Too short.", null, null, null, null, List.of(), null));

    assertThat(work.count("author2").assigned()).isEqualTo(before + 1);
    assertThat(work.about(idea, "author2")).hasSize(1);
    assertThat(work.about(idea, "author")).isEmpty();
  }

  @Test
  void a_refused_change_is_shown_to_those_who_mind_the_route() {
    assertThat(homeOf("owner", Group.PROCESS_OWNERS)).containsEntry("notice", NOTICE);
    assertThat(homeOf("admin", Group.ADMINISTRATORS)).containsEntry("notice", NOTICE);
    assertThat(homeOf("juror1", Group.JURORS)).doesNotContainKey("notice");
  }

  @ParameterizedTest
  @CsvSource({
    "/camunda,      /camunda/app/tasklist/default/",
    "/camunda/,     /camunda/app/tasklist/default/",
    "/camunda/app,  /camunda/app/welcome/default/",
    "/camunda/app/, /camunda/app/welcome/default/"
  })
  void the_engine_s_bare_addresses_lead_to_an_application_for_everybody(
      String address, String application) {
    Page page = new Reader(port, "en").signIn("author2").open(address);

    assertThat(page.path()).isEqualTo(application);
    assertThat(page.status()).isEqualTo(200);
  }

  @Test
  void a_refused_change_is_told_in_the_language_of_whoever_reads() throws Exception {
    assertThat(homePage(Locale.FRENCH).select(".reasons li").eachText())
        .containsExactly("Le formulaire est vide.");
    assertThat(homePage(Locale.ENGLISH).select(".reasons li").eachText())
        .containsExactly("The form is empty.");
  }

  private Document homePage(Locale language) throws Exception {
    HomePage page = new HomePage(people, work, ideas, () -> Optional.of(NOTICE));
    return Jsoup.parse(
        MockMvcBuilders.standaloneSetup(page)
            .setSingleView(views.resolveViewName("home", language))
            .build()
            .perform(
                get("/")
                    .locale(language)
                    .principal(
                        UsernamePasswordAuthenticationToken.authenticated(
                            "owner",
                            null,
                            AuthorityUtils.createAuthorityList(Group.PROCESS_OWNERS.id()))))
            .andReturn()
            .getResponse()
            .getContentAsString());
  }

  /** The route of the shared product is in order: the page is asked with a broken one. */
  private ExtendedModelMap homeOf(String person, Group group) {
    ExtendedModelMap page = new ExtendedModelMap();
    new HomePage(people, work, ideas, () -> Optional.of(NOTICE))
        .home(
            UsernamePasswordAuthenticationToken.authenticated(
                person, null, AuthorityUtils.createAuthorityList(group.id())),
            page);
    return page;
  }

  private static NewIdea longEnough(String title) {
    return new NewIdea(
        null,
        title,
        "It takes nine days on average to get an answer.",
        "One page on the intranet where everybody sees it at once.",
        null,
        null,
        null,
        null,
        List.of(),
        null);
  }
}
