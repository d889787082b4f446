package fr.fabrique.engine.form;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import fr.fabrique.FabriqueTest;
import fr.fabrique.engine.Answers.Answer;
import fr.fabrique.engine.Texts;
import java.util.Map;
import org.junit.jupiter.api.Test;
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
            {"type": "textarea", "id": "remark", "key": "remark", "label": "Remark"}]}
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
  void characters_that_nobody_types_are_left_out() {
    assertThat(inWords(Map.of("remark", "one\u0000 line\r\nand\u0007 another\ud800")))
        .isEqualTo("one line\nand another");
  }

  private String inWords(Map<String, Object> posted) {
    return new AnswerCheck(FORM, texts, Map.of(), posted)
        .accept().stream().map(Answer::text).reduce("", String::concat);
  }
}
