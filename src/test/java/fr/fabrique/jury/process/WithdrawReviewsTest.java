package fr.fabrique.jury.process;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.RETURNS_DEEP_STUBS;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import fr.fabrique.engine.AsSystem;
import fr.fabrique.jury.store.SeatTable;
import fr.fabrique.jury.store.SeatTable.Chosen;
import fr.fabrique.jury.store.SeatTable.Seat;
import fr.fabrique.jury.store.SeatTable.SeatState;
import java.util.function.Supplier;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.Test;
import org.springframework.dao.ConcurrencyFailureException;

class WithdrawReviewsTest {

  /** Which the pages and the API answer by 409. */
  @Test
  void who_withdraws_a_review_while_it_is_sent_learns_that_they_may_ask_again() {
    RuntimeService runtime = mock();
    doThrow(new OptimisticLockingException("moved on"))
        .when(runtime)
        .messageEventReceived(any(), any());
    AsSystem asSystem = mock();
    when(asSystem.ask(any())).thenAnswer(call -> call.<Supplier<?>>getArgument(0).get());
    WithdrawReviews withdrawals =
        new WithdrawReviews(
            mock(SeatTable.class),
            null,
            null,
            null,
            null,
            runtime,
            mock(TaskService.class, RETURNS_DEEP_STUBS),
            asSystem,
            null);
    Seat turn =
        new Seat(
            "seat",
            "idea",
            1,
            0,
            0,
            "juror",
            SeatState.INVITED,
            null,
            "task",
            null,
            null,
            null,
            null,
            null,
            Chosen.OPTIMUM,
            null);

    assertThatThrownBy(() -> withdrawals.withdraw(turn, SeatState.WITHDRAWN, "any"))
        .isInstanceOf(ConcurrencyFailureException.class);
  }
}
