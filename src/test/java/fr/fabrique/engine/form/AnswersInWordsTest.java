package fr.fabrique.engine.form;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.fabrique.FabriqueTest;
import fr.fabrique.engine.Answers.Answer;
import fr.fabrique.engine.RefusedAnswers;
import fr.fabrique.engine.Texts;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** An answer is kept as the one who gave it would say it. */
@FabriqueTest
class AnswersInWordsTest {

  private static final FormContract FORM =
      FormContract.read(
          """
          {"id": "words", "components": [
            {"type": "checkbox", "id": "wanted", "key": "wanted", "label": "Wanted"},
            {"type": "datetime", "id": "until", "key": "until", "dateLabel": "Until"},
            {"type": "radio", "id": "kind", "key": "kind", "label": "Kind",
             "values": [{"label": "A company", "value": "company"}]},
            {"type": "number", "id": "people", "key": "people", "label": "People",
             "decimalDigits": 0},
            {"type": "number", "id": "days", "key": "days", "label": "Days", "decimalDigits": 1},
            {"type": "textarea", "id": "remark", "key": "remark", "label": "Remark"},
            {"type": "textfield", "id": "name", "key": "name", "label": "Name",
             "validate": {"required": false}},
            {"type": "textfield", "id": "must", "key": "must", "label": "Must",
             "conditional": {"hide": "=name = null"},
             "validate": {"required": true, "minLength": 3}}]}
          """
              .getBytes(UTF_8));

  @Autowired Texts texts;

  @Test
  void a_ticked_box_a_day_and_a_choice_read_as_words() {
    assertThat(inWords(Map.of("wanted", true))).isEqualTo("Yes");
    assertThat(inWords(Map.of("wanted", false))).isEqualTo("No");
    assertThat(inWords(Map.of("until", "2027-10-01"))).isEqualTo("October 1, 2027");
    assertThat(inWords(Map.of("kind", "company"))).isEqualTo("A company");
  }

  @Test
  void a_number_has_no_more_decimals_than_the_form_lets_people_type() {
    assertThat(inWords(Map.of("people", 12))).isEqualTo("12");
    assertThat(inWords(Map.of("people", 12.0))).isEqualTo("12");
    assertThat(inWords(Map.of("days", 2.5))).isEqualTo("2.5");
    for (Map<String, Object> posted :
        List.<Map<String, Object>>of(Map.of("people", 12.5), Map.of("days", 2.25))) {
      assertThatThrownBy(() -> inWords(posted))
          .isInstanceOfSatisfying(
              RefusedAnswers.class,
              refused ->
                  assertThat(refused.reasons()).singleElement().asString().contains("decimal"));
    }
  }

  @Test
  void characters_that_nobody_types_are_left_out() {
    assertThat(inWords(Map.of("remark", "one\u0000 line\r\nand\u0007 another\ud800")))
        .isEqualTo("one line\nand another");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\u00a0", "\u200b\u200d", "\u2003 \n\t", "\ufeff\u2060", "\u3164", "\u0000"})
  void a_text_in_which_nothing_can_be_seen_is_no_answer(String unseen) {
    assertThat(inWords(Map.of("remark", unseen))).isEmpty();
    assertThatThrownBy(() -> inWords(Map.of("name", "", "must", unseen)))
        .isInstanceOfSatisfying(
            RefusedAnswers.class,
            refused ->
                assertThat(refused.getMessage()).contains("Must").contains("answer is required"));
  }

  @Test
  void what_cannot_be_seen_between_what_can_stays() {
    assertThat(inWords(Map.of("remark", "Joie\u00a0!"))).isEqualTo("Joie\u00a0!");
    assertThat(inWords(Map.of("remark", "\ud83d\udc69\u200d\ud83d\udd27"))).hasSize(5);
  }

  private String inWords(Map<String, Object> posted) {
    return new AnswerCheck(FORM, texts, Map.of(), posted)
        .accept().stream().map(Answer::text).reduce("", String::concat);
  }
}
