package fr.fabrique.jury.assignment;

import static org.assertj.core.api.Assertions.assertThat;

import fr.fabrique.jury.assignment.Problem.Juror;
import fr.fabrique.jury.assignment.Problem.Wanted;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AssignmentTest {

  @Test
  void those_who_know_the_field_review_the_idea() {
    Plan plan =
        Assignment.best(
            new Problem(
                List.of(new Wanted("canteen", 1), new Wanted("leave", 1)),
                List.of(new Juror("cook", 0, 5), new Juror("clerk", 0, 5)),
                (idea, juror) -> idea.equals("canteen") == juror.equals("cook") ? 2 : 0,
                Set.of(),
                1));

    assertThat(plan.seats())
        .extracting(seat -> seat.juror() + " reviews " + seat.idea())
        .containsExactly("cook reviews canteen", "clerk reviews leave");
    assertThat(plan.totalMatch()).isEqualTo(4);
    assertThat(plan.missing()).isZero();
  }
}
