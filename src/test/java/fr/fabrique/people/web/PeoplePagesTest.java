package fr.fabrique.people.web;

import static org.assertj.core.api.Assertions.assertThat;

import fr.fabrique.FabriqueTest;
import fr.fabrique.people.People;
import fr.fabrique.portal.Reader;
import fr.fabrique.portal.Reader.Page;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** An administrator finds somebody and moves them. */
@FabriqueTest
class PeoplePagesTest {

  @LocalServerPort private int port;
  @Autowired private People people;

  @AfterEach
  void asBefore() {
    people.move("animator", "lab");
  }

  @Test
  void administrators_are_led_there_and_nobody_else() {
    assertThat(reader("admin").open("/").content().select("nav a[href=/people]")).hasSize(1);
    assertThat(reader("admin").open("/").content().select("main a[href=/people]")).hasSize(1);
    assertThat(reader("chair").open("/").content().select("a[href=/people]")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"lefevre", "LEFÈVRE claire", "Cl lef", "animator", "  lef  "})
  void somebody_is_found_by_name_or_account(String typed) {
    Page page = search(typed);

    assertThat(page.path()).isEqualTo("/people");
    assertThat(page.content().select("main li a").eachAttr("href"))
        .containsExactly("/people/animator");
    assertThat(page.text("main li")).contains("Claire Lefèvre", "animator", "Innovation Lab");
  }

  @ParameterizedTest
  @ValueSource(strings = {"efevre", "%", "claire girard", "   ", "…"})
  void who_is_not_there_is_not_found(String typed) {
    assertThat(search(typed).content().select("main li")).isEmpty();
    assertThat(search(typed).text("#found")).isEqualTo("Nobody is found");
  }

  @Test
  void somebody_is_shown_with_unit_and_groups_and_moved() {
    Reader admin = reader("admin");
    Page before = admin.open("/people/animator");
    assertThat(before.text("main dl"))
        .contains("animator", "Secretariat-General › Innovation Lab", "Animators", "Agents");
    assertThat(before.content().select("option[selected]").eachAttr("value"))
        .containsExactly("lab");

    Page after = admin.submit(before, "/people/animator/unit", Map.of("unit", "legal"));

    assertThat(after.path()).isEqualTo("/people/animator");
    assertThat(after.text("[role=status]")).contains("belongs to this unit now");
    assertThat(after.text("main dl")).contains("Secretariat-General › Legal Affairs");
    assertThat(people.unit("animator")).contains("legal");
  }

  @Test
  void the_page_speaks_french() {
    Page page = new Reader(port, "fr").signIn("admin").open("/people/animator");

    assertThat(page.text("main")).contains("Changer d’unité", "conflit d’intérêts");
    assertThat(page.content().selectFirst("html").attr("lang")).isEqualTo("fr");
  }

  @Test
  void units_stand_below_their_superior_unit() {
    assertThat(
            reader("admin").open("/people/animator").content().select("#unit option").stream()
                .map(option -> option.wholeText())
                .filter(text -> text.contains("Secretariat") || text.contains("Human"))
                .toList())
        .containsExactly("Secretariat-General", "\u00a0\u00a0\u00a0Human Resources");
  }

  @Test
  void who_cannot_be_moved_is_told() {
    Reader admin = reader("admin");
    Page page =
        admin.submit(
            admin.open("/people/animator"), "/people/animator/unit", Map.of("unit", "none"));

    assertThat(page.status()).isEqualTo(400);
    assertThat(page.text("[role=alert]")).contains("choose a unit");
    assertThat(people.unit("animator")).contains("lab");
    assertThat(admin.open("/people/nobody").status()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"chair", "owner", "author"})
  void others_are_not_let_in(String account) {
    Reader reader = reader(account);
    String token = "_csrf=" + reader.open("/").content().select("[name=_csrf]").val() + "&";

    assertThat(reader.open("/people").status()).isEqualTo(403);
    assertThat(reader.open("/people/animator").status()).isEqualTo(403);
    assertThat(reader.post("/people", token + "who=a").status()).isEqualTo(403);
    assertThat(reader.post("/people/animator/unit", token + "unit=legal").status()).isEqualTo(403);
    assertThat(people.unit("animator")).contains("lab");
  }

  @Test
  void a_form_that_no_page_of_ours_offered_moves_nobody() {
    assertThat(reader("admin").post("/people/animator/unit", "unit=legal").status()).isEqualTo(403);
    assertThat(people.unit("animator")).contains("lab");
  }

  private Page search(String typed) {
    Reader admin = reader("admin");
    return admin.submit(admin.open("/people"), "/people", Map.of("who", typed));
  }

  private Reader reader(String account) {
    return new Reader(port, "en").signIn(account);
  }
}
