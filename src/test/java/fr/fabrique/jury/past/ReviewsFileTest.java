package fr.fabrique.jury.past;

import static fr.fabrique.jury.past.ScoresFile.HEADER;
import static fr.fabrique.jury.past.ScoresFile.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.fabrique.jury.past.PastJury.Refused;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReviewsFileTest {

  @Test
  void a_line_is_a_jurors_scores_for_an_entry() {
    ReviewsFile file = ReviewsFile.read(bytes(HEADER + "value,effort", "S,e1,ann,A,bob,B,6.75,.5"));
    ReviewsFile good = ReviewsFile.read(bytes(HEADER + "value,effort", "S,e1,ann,A,bob,B,6.75,5"));

    assertThat(good.criteria()).containsExactly("value", "effort");
    assertThat(good.ignoredColumns()).isEmpty();
    assertThat(good.refused()).isEmpty();
    assertThat(good.reviews())
        .containsExactly(new PastReview(2, "S", "e1", "ann", "A", "bob", "B", List.of(6.75, 5.0)));
    assertThat(file.criteria()).as("its only cell is no number").containsExactly("value");
    assertThat(file.ignoredColumns()).containsExactly("effort");
  }

  @Test
  void spreadsheets_write_semicolons_decimal_commas_and_a_mark_at_the_beginning() {
    ReviewsFile file =
        ReviewsFile.read(
            bytes(
                "\ufeffSession;Entry;Entry_Author;Entry_Unit;Juror;Juror_Unit;Value",
                "S;e1;ann;A;bob;B;6,75",
                ""));

    assertThat(file.reviews()).extracting(PastReview::scores).containsExactly(List.of(6.75));
  }

  @Test
  void a_column_of_words_is_no_criterion_and_a_word_among_numbers_refuses_its_line() {
    ReviewsFile file =
        ReviewsFile.read(
            bytes(
                HEADER + "value,remark",
                "S,e1,ann,A,bob,B,6,fine",
                "S,e1,ann,A,eve,B,seven,7",
                "S,e1,ann,A,dan,B,8,good",
                "S,e1,ann,A,kim,B,,good"));

    assertThat(file.criteria()).containsExactly("value");
    assertThat(file.ignoredColumns()).containsExactly("remark");
    assertThat(file.reviews()).extracting(PastReview::juror).containsExactly("bob", "dan");
    assertThat(file.refused())
        .containsExactly(
            new Refused(3, "value is 'seven', which is not a number such as 6.75."),
            new Refused(5, "value is missing."));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "S,e1,an.n,A,bob,B,6|entry_author has 1 to 64 letters and digits, nothing else.",
        "S,e1,ann,A,b b,B,6|juror has 1 to 64 letters and digits, nothing else.",
        "S,,ann,A,bob,B,6|entry is missing.",
        ",e1,ann,A,bob,B,6|session is missing.",
        "S,e1,ann,,bob,B,6|entry_unit is missing.",
        "S,e1,ann,A,bob,,6|juror_unit is missing.",
        "S,e\u200b1,ann,A,bob,B,6|entry has at most 200 characters, all of which can be seen.",
        "S,e1,ann,A,bob,B,1e9|value is '1e9', which is not a number such as 6.75.",
        "S,e1,ann,A,bob,B,12345678|value is '12345678', which is not a number such as 6.75.",
        "S,e1,ann,A,bob,B,6,6|It has 8 cells, but the first line names 7: quote cells that hold the delimiter."
      })
  void a_line_that_cannot_be_taken_is_refused_with_its_reason(String line, String reason) {
    ReviewsFile file =
        ReviewsFile.read(bytes(HEADER + "value", "S,e9,ann,A,bob,B,6", "S,e9,ann,A,eve,B,6", line));

    assertThat(file.reviews()).hasSize(2);
    assertThat(file.refused()).containsExactly(new Refused(4, reason));
  }

  @Test
  void a_unit_of_any_length_is_refused_and_not_repeated() {
    ReviewsFile file =
        ReviewsFile.read(bytes(HEADER + "value", "S,e1,ann,A,bob," + "B".repeat(65) + ",6"));

    assertThat(file.refused())
        .containsExactly(
            new Refused(2, "juror_unit has at most 64 characters, all of which can be seen."));
  }

  @Test
  void an_entry_is_the_same_on_all_its_lines() {
    ReviewsFile file =
        ReviewsFile.read(
            bytes(
                HEADER + "value",
                "S,e1,ann,A,bob,B,6",
                "S,e1,ann,C,eve,B,6",
                "T,e1,ann,A,kim,B,6",
                "S,e1,ann,A,dan,B,6"));

    assertThat(file.reviews()).extracting(PastReview::line).containsExactly(2L, 5L);
    assertThat(file.refused()).extracting(Refused::line).containsExactly(3L, 4L);
    assertThat(file.refused())
        .allMatch(
            r ->
                r.reason().equals("The entry 'e1' has another session, author or unit on line 2."));
  }

  @Test
  void a_juror_reviews_an_entry_once() {
    ReviewsFile file =
        ReviewsFile.read(bytes(HEADER + "value", "S,e1,ann,A,bob,B,6", "S,e1,ann,A,bob,B,6"));

    assertThat(file.reviews()).hasSize(1);
    assertThat(file.refused())
        .containsExactly(
            new Refused(3, "This juror's review of this entry stands on an earlier line too."));
  }

  @Test
  void a_file_with_other_columns_or_without_scores_is_refused_as_a_whole() {
    assertThatThrownBy(() -> ReviewsFile.read(bytes("a,b", "1,2")))
        .isInstanceOf(PastReviewsRefused.class)
        .hasMessage(
            "The first line must name the columns, among them session, entry, entry_author,"
                + " entry_unit, juror and juror_unit. Found: a, b.");
    assertThatThrownBy(() -> ReviewsFile.read(bytes(HEADER + "remark", "S,e1,ann,A,bob,B,fine")))
        .isInstanceOf(PastReviewsRefused.class)
        .hasMessageContaining("no column of scores");
    assertThatThrownBy(() -> ReviewsFile.read(bytes(HEADER + "v".repeat(65), "S,e1,ann,A,bob,B,6")))
        .isInstanceOf(PastReviewsRefused.class)
        .hasMessageContaining("at most 64 characters");
  }

  @Test
  void a_line_that_is_not_csv_leaves_the_others_alone() {
    ReviewsFile file =
        ReviewsFile.read(
            bytes(
                HEADER + "value",
                "S,e1,ann,A,bob,B,6",
                "S,e1,ann,A,\"eve\"x,B,6",
                "S,e2,a,A,b,B,6"));

    assertThat(file.reviews()).hasSize(2);
    assertThat(file.refused()).extracting(Refused::line).containsExactly(3L);
    assertThat(file.refused().get(0).reason()).startsWith("This line is not CSV");
  }
}
