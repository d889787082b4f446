package fr.fabrique.engine.guard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import fr.fabrique.rehearsal.TasklistClient;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A juror who forges answers gets a clear refusal, and nothing changes anywhere. */
class ForgedAnswersTest extends GuardTest {

  private static final List<String> KEPT =
      List.of(
          "idea",
          "co_author",
          "seat",
          "panel_addition",
          "assessment",
          "assessment_score",
          "verdict",
          "journal_entry",
          "journal_answer",
          "outgoing_message",
          "ACT_RU_VARIABLE",
          "ACT_RU_TASK",
          "ACT_HI_VARINST",
          "ACT_HI_DETAIL",
          "ACT_HI_TASKINST",
          "ACT_HI_COMMENT",
          "ACT_GE_BYTEARRAY");

  @Autowired JdbcClient jdbc;

  /** Tells when somebody deserialises it. */
  private static final class Bomb implements Serializable {

    private static final long serialVersionUID = 1L;

    static boolean exploded;

    private void readObject(ObjectInputStream in) {
      exploded = true;
    }
  }

  @Test
  void forged_answers_are_refused_and_change_nothing() throws IOException {
    String idea = ideaBeforeTheJury();
    Task review = reviews(idea).get(0);
    TasklistClient juror = as(review.getAssignee());
    Map<String, String> before = everything();

    Map<String, ObjectNode> forgeries = new LinkedHashMap<>();
    forgeries.put("the idea's title overwritten", with("idea_title", value("Mine now")));
    forgeries.put("an undeclared key", with("surprise", value("x")));
    forgeries.put("a fact of the process", with("verdict", value("incubate")));
    forgeries.put("the engine's counter", with("nrOfCompletedInstances", value(3)));
    forgeries.put("another juror's name", with("juror", value("juror5")));
    forgeries.put("a score above the range", with("relevance", value("6")));
    forgeries.put("a score below the range", with("relevance", value("-1")));
    forgeries.put("a score between two", with("relevance", value(2.5)));
    forgeries.put("no score", without("relevance"));
    forgeries.put("no answer on conflicts", without("recusal"));
    forgeries.put("nothing at all", body(Map.of()));
    forgeries.put("an unknown advice", with("advice", value("promote the author")));
    forgeries.put("an answer to a hidden question", with("recusal_reason", value("none")));
    forgeries.put("a long text", with("valued", value("x".repeat(10_001))));
    forgeries.put("a very long text", with("comment_to_jury", value("x".repeat(1_000_000))));
    forgeries.put("a number for a text", with("valued", value(17)));
    forgeries.put("a flag for a text", with("valued", value(true)));
    forgeries.put("a text for a flag", with("showstopper", value("yes")));
    forgeries.put("a list for a text", with("valued", raw("{\"value\":[\"a\"]}")));
    forgeries.put("an object for a text", with("valued", raw("{\"value\":{\"a\":1}}")));
    forgeries.put("a list for a choice", with("advice", raw("{\"value\":[\"incubate\"]}")));
    forgeries.put("a JSON list", with("advice", typed("Json", "[\"incubate\"]")));
    forgeries.put("broken JSON", with("valued", typed("Json", "{\"a\":")));
    forgeries.put("deep JSON", with("valued", typed("Json", "[".repeat(5_000))));
    forgeries.put("XML", with("valued", typed("Xml", "<a/>")));
    forgeries.put(
        "a file",
        with(
            "valued",
            raw("{\"type\":\"File\",\"value\":\"QUJD\",\"valueInfo\":{\"filename\":\"a.txt\"}}")));
    forgeries.put("bytes", with("valued", typed("Bytes", "QUJD")));
    forgeries.put("a date", with("valued", typed("Date", "2027-01-31T00:00:00.000+0000")));
    forgeries.put("a type that is none", with("valued", typed("Nonsense", "x")));
    forgeries.put("a wrong type", with("relevance", typed("Integer", "many")));
    forgeries.put("a Java object", with("valued", serialised("java.util.HashMap")));
    forgeries.put("a Java object for a choice", with("advice", serialised(Bomb.class.getName())));
    forgeries.put("a Java object under a new name", with("x", serialised(Bomb.class.getName())));
    forgeries.put(
        "an object in JSON",
        with(
            "valued",
            raw(
                "{\"type\":\"Object\",\"value\":\"{}\",\"valueInfo\":{\"objectTypeName\":\""
                    + Bomb.class.getName()
                    + "\",\"serializationDataFormat\":\"application/json\"}}")));
    forgeries.put(
        "a transient value",
        with(
            "surprise",
            raw("{\"value\":\"x\",\"type\":\"String\",\"valueInfo\":{\"transient\":true}}")));
    forgeries.put("an infinite number", with("relevance", raw("{\"value\":1e999}")));

    forgeries.forEach(
        (forgery, body) -> {
          HttpResponse<String> answer =
              juror.post(ENGINE + "/task/" + review.getId() + "/submit-form", body);
          assertThat(answer.statusCode()).as("%s: %s", forgery, answer.body()).isEqualTo(400);
          assertThat(json(answer.body()).path("message").asText()).as(forgery).isNotBlank();
          assertThat(everything()).as(forgery).isEqualTo(before);
        });
    assertThat(Bomb.exploded).isFalse();
    assertThat(juror.submit(review.getId(), review("Honest", 3)).statusCode()).isEqualTo(204);
  }

  @Test
  void a_text_of_a_megabyte_or_two_is_refused_with_the_name_of_its_field() throws IOException {
    Task review = reviews(ideaBeforeTheJury()).get(0);
    for (int length : List.of(1_000_000, 1_200_000, 2_000_000)) {
      HttpResponse<String> answer =
          as(review.getAssignee())
              .post(
                  ENGINE + "/task/" + review.getId() + "/submit-form",
                  with("comment_to_jury", value("x".repeat(length))));
      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(json(answer.body()).path("detail").asText())
          .contains("Comment to the jury", "10,000");
    }
  }

  @Test
  void administrators_cannot_forge_answers_either() throws IOException {
    Task review = reviews(ideaBeforeTheJury()).get(0);
    Map<String, String> before = everything();
    for (ObjectNode body :
        List.of(
            with("idea_title", value("Mine now")),
            with("relevance", value("6")),
            with("advice", serialised(Bomb.class.getName())))) {
      assertThat(
              as("admin")
                  .post(ENGINE + "/task/" + review.getId() + "/submit-form", body)
                  .statusCode())
          .as("it is the juror's")
          .isIn(400, 403);
    }
    assertThat(everything()).isEqualTo(before);
  }

  @Test
  void what_is_written_in_a_review_is_in_no_table_of_the_engine() {
    String idea = ideaBeforeTheJury();
    Task review = reviews(idea).get(0);
    String words = "Zanzibar-" + review.getId();
    assertThat(as(review.getAssignee()).submit(review.getId(), review(words, 4)).statusCode())
        .isEqualTo(204);
    Map<String, String> everything = everything();
    assertThat(everything.get("assessment")).contains(words);
    assertThat(everything.get("assessment_score")).contains(words);
    everything.forEach(
        (table, rows) -> {
          if (table.startsWith("ACT_")) {
            assertThat(rows).as(table).doesNotContain(words);
          }
        });
    assertThat(
            jdbc.sql(
                    """
                    select distinct NAME_ from ACT_HI_VARINST where PROC_INST_ID_ in
                    (select ID_ from ACT_HI_PROCINST where BUSINESS_KEY_ = ?)
                    """)
                .param(idea)
                .query(String.class)
                .list())
        .doesNotContain("relevance", "impact", "advice", "confidence", "valued")
        .noneMatch(name -> name.startsWith("idea_"));
    for (String table : List.of("ACT_RU_VARIABLE", "ACT_HI_VARINST", "ACT_HI_DETAIL")) {
      assertThat(everything.get(table))
          .as(table)
          .doesNotContain("is still typed twice", "One form that both offices read");
    }
  }

  private Map<String, String> everything() {
    Map<String, String> rows = new TreeMap<>();
    for (String table : KEPT) {
      rows.put(
          table,
          jdbc.sql("select * from " + table).query().listOfRows().stream()
              .map(ForgedAnswersTest::legible)
              .sorted()
              .toList()
              .toString());
    }
    return rows;
  }

  private static String legible(Map<String, Object> row) {
    Map<String, Object> legible = new TreeMap<>();
    row.forEach(
        (column, value) ->
            legible.put(
                column,
                value instanceof byte[] bytes
                    ? new String(bytes).hashCode()
                    : String.valueOf(value)));
    return legible.toString();
  }

  private static ObjectNode with(String key, ObjectNode forged) {
    ObjectNode body = body(review("Forged", 3));
    ((ObjectNode) body.get("variables")).set(key, forged);
    return body;
  }

  private static ObjectNode without(String key) {
    Map<String, Object> answers = review("Forged", 3);
    answers.remove(key);
    return body(answers);
  }

  private static ObjectNode body(Map<String, Object> answers) {
    ObjectNode body = JSON.createObjectNode();
    ObjectNode variables = body.putObject("variables");
    answers.forEach((key, value) -> variables.set(key, value(value)));
    return body;
  }

  private static ObjectNode value(Object value) {
    ObjectNode variable = JSON.createObjectNode();
    variable.set("value", JSON.valueToTree(value));
    return variable;
  }

  private static ObjectNode typed(String type, String value) {
    return JSON.createObjectNode().put("type", type).put("value", value);
  }

  private static ObjectNode raw(String json) {
    return (ObjectNode) json(json);
  }

  private static ObjectNode serialised(String type) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(new Bomb());
    }
    ObjectNode variable = typed("Object", Base64.getEncoder().encodeToString(bytes.toByteArray()));
    variable
        .putObject("valueInfo")
        .put("objectTypeName", type)
        .put("serializationDataFormat", "application/x-java-serialized-object");
    return variable;
  }
}
