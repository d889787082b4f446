package fr.fabrique.people.web;

import static org.assertj.core.api.Assertions.assertThat;

import fr.fabrique.FabriqueTest;
import fr.fabrique.idea.Program;
import fr.fabrique.idea.Program.Answer;
import fr.fabrique.people.People;
import fr.fabrique.people.PersonChanged;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.context.event.ApplicationEventMulticaster;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Units and people, as a program of an administrator changes them. */
@FabriqueTest
class OrganisationApiTest {

  @LocalServerPort private int port;
  @Autowired private People people;
  @Autowired private JdbcClient jdbc;
  @Autowired private ConfigurableApplicationContext product;

  private final List<String> told = new ArrayList<>();
  private final ApplicationListener<ApplicationEvent> listener =
      event -> {
        if (event instanceof PayloadApplicationEvent<?> payload
            && payload.getPayload() instanceof PersonChanged changed) {
          told.add(changed.person());
        }
      };

  @BeforeEach
  void aSmallTree() {
    unit("x", "Service X", "hr");
    unit("x-1", "Bureau X1", "x");
    unit("y", "Service Y", "digital");
  }

  @AfterEach
  void asBefore() {
    product.getBean(ApplicationEventMulticaster.class).removeApplicationListener(listener);
    people.move("owner2", "sg");
    jdbc.sql("update unit set parent = 'sg' where parent in ('x', 'y')").update();
    jdbc.sql("delete from unit where id in ('x', 'x-1', 'x-2', 'y')").update();
  }

  @Test
  void units_are_listed_with_their_place() {
    Answer units = admin().get("/api/units");

    assertThat(units.status()).isEqualTo(200);
    assertThat(units.body())
        .anySatisfy(
            unit -> {
              assertThat(unit.path("id").asText()).isEqualTo("x-1");
              assertThat(unit.path("name").asText()).isEqualTo("Bureau X1");
              assertThat(unit.path("parent").asText()).isEqualTo("x");
            })
        .anySatisfy(
            unit -> {
              assertThat(unit.path("id").asText()).isEqualTo("sg");
              assertThat(unit.path("parent").isNull()).isTrue();
            });
  }

  @Test
  void a_unit_is_created_then_renamed_then_moved() {
    assertThat(put("x-2", "{\"name\": \" Bureau X2 \", \"parent\": \"x\"}").status())
        .isEqualTo(201);
    assertThat(put("x-2", "{\"name\": \"Bureau X2 bis\", \"parent\": \"x\"}").status())
        .isEqualTo(200);
    Answer moved = put("x-2", "{\"name\": \"Bureau X2 bis\", \"parent\": \"y\"}");

    assertThat(moved.status()).isEqualTo(200);
    assertThat(moved.body().path("parent").asText()).isEqualTo("y");
    assertThat(people.units().parents()).containsEntry("x-2", "y");
    put("x-2", "{\"name\": \"Bureau X2\"}");
    assertThat(people.units().parents()).doesNotContainKey("x-2");
  }

  @ParameterizedTest
  @CsvSource({"x, x", "x, x-1", "hr, x-1"})
  void a_circle_is_refused(String unit, String parent) {
    Answer answer = put(unit, "{\"name\": \"Any\", \"parent\": \"%s\"}".formatted(parent));

    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.detail()).contains("lies below this one");
    assertThat(people.units().parents()).containsEntry("x", "hr").containsEntry("hr", "sg");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x       | {\"name\": \"Any\", \"parent\": \"none\"} | no unit 'none'",
        "x       | {\"name\": \"Any\", \"parent\": \"\"}     | no unit ''",
        "x       | {\"name\": \" \"}                         | name",
        "x       | {\"name\": \"…\"}                         | name",
        "x       | {\"name\": \"A\\u0000\"}                  | name",
        "x       | {\"parent\": \"hr\"}                      | name",
        "x       | {\"name\": \"Any\", \"manager\": \"lab\"} | manager is not known",
        "x       | {\"name\": \"Any\", \"parent\": {}}       | parent",
        "x       | {\"name\": 7}                             | name",
        "x       | nothing                                   | JSON",
        "new%20x | {\"name\": \"Any\"}                       | 64 letters",
        "%C3%A9  | {\"name\": \"Any\"}                       | 64 letters",
      })
  void what_cannot_be_a_unit_is_told_and_nothing_is_changed(String unit, String sent, String told) {
    Answer answer = put(unit, sent);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.detail()).contains(told);
    assertThat(people.nameAndUnit("owner2")).endsWith("Secretariat-General");
    assertThat(people.units().parents()).containsEntry("x", "hr");
    assertThat(jdbc.sql("select name from unit where id = 'x'").query(String.class).single())
        .isEqualTo("Service X");
  }

  @Test
  void a_name_of_any_length_is_judged_at_once_and_refused_beyond_200_characters() {
    assertThat(put("x", "{\"name\": \"%s\"}".formatted("a".repeat(200))).status()).isEqualTo(200);
    put("x", "{\"name\": \"Service X\", \"parent\": \"hr\"}");

    assertThat(put("x", "{\"name\": \"%s\\u0007\"}".formatted("a".repeat(3_000_000))).status())
        .isEqualTo(400);
  }

  @Test
  void whoever_moves_with_their_unit_is_told_of_and_nobody_else() {
    people.move("owner2", "x-1");
    listen();

    put("x", "{\"name\": \"Service X, renamed\", \"parent\": \"hr\"}");
    assertThat(told).isEmpty();

    put("x", "{\"name\": \"Service X\", \"parent\": \"y\"}");
    assertThat(told).containsExactly("owner2");
  }

  @Test
  void a_person_is_shown_with_unit_and_groups_and_moved() {
    Answer person = admin().get("/api/people/owner2");
    assertThat(person.body().path("name").asText()).isEqualTo("Rose Garnier");
    assertThat(person.body().path("unit").asText()).isEqualTo("sg");
    assertThat(person.body().path("groups").toString()).isEqualTo("[\"agents\",\"processOwners\"]");
    listen();

    Answer moved = admin().put("/api/people/owner2/unit", "{\"unit\": \"x-1\"}");

    assertThat(moved.status()).isEqualTo(200);
    assertThat(moved.body().path("unit").asText()).isEqualTo("x-1");
    assertThat(people.unit("owner2")).contains("x-1");
    assertThat(told).containsExactly("owner2");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "owner2 | {\"unit\": \"none\"}      | 400",
        "owner2 | {\"unit\": \"a\\u0000\"}  | 400",
        "owner2 | {\"unit\": null}          | 400",
        "owner2 | {}                        | 400",
        "owner2 | []                        | 400",
        "nobody | {\"unit\": \"sg\"}        | 404",
      })
  void who_or_what_is_not_known_moves_nobody(String account, String sent, int status) {
    assertThat(admin().put("/api/people/" + account + "/unit", sent).status()).isEqualTo(status);
    assertThat(people.unit("owner2")).contains("sg");
    assertThat(people.unit("nobody")).isEmpty();
  }

  @Test
  void who_is_not_known_is_not_found() {
    assertThat(admin().get("/api/people/nobody").status()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"author", "chair", "juror1", "owner"})
  void others_than_administrators_are_refused(String account) {
    Program program = new Program(port, account);
    for (Answer answer :
        List.of(
            program.get("/api/units"),
            program.get("/api/people/owner2"),
            program.put("/api/units/x", "{\"name\": \"Mine\", \"parent\": \"hr\"}"),
            program.put("/api/people/owner2/unit", "{\"unit\": \"x\"}"))) {
      assertThat(answer.status()).isEqualTo(403);
      assertThat(answer.detail()).contains("administrators");
    }
    assertThat(people.unit("owner2")).contains("sg");
  }

  @Test
  void the_calls_are_described() {
    var described = admin().get("/api/openapi").body().path("paths");

    assertThat(described.at("/~1api~1units~1{id}/put/responses").fieldNames())
        .toIterable()
        .contains("200", "201", "400", "401", "403", "404", "409");
    assertThat(described.at("/~1api~1people~1{id}~1unit/put/responses").fieldNames())
        .toIterable()
        .contains("200", "400", "401", "403", "404");
  }

  private void listen() {
    product.addApplicationListener(listener);
  }

  private void unit(String id, String name, String parent) {
    assertThat(put(id, "{\"name\": \"%s\", \"parent\": \"%s\"}".formatted(name, parent)).status())
        .isEqualTo(201);
  }

  private Answer put(String unit, String json) {
    return admin().put("/api/units/" + unit, json);
  }

  private Program admin() {
    return new Program(port, "admin");
  }
}
