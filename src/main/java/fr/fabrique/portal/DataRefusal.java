package fr.fabrique.portal;

import java.sql.SQLException;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;

/** The last wall: what the database would not take, told without its words. */
final class DataRefusal {

  private DataRefusal() {}

  /** The problem, if the failure comes from what was sent or from when it was sent. */
  static Optional<ProblemDetail> of(Exception failure) {
    return Stream.<Throwable>iterate(failure, cause -> cause != null, Throwable::getCause)
        .map(DataRefusal::status)
        .flatMap(Optional::stream)
        .findFirst()
        .map(DataRefusal::problem);
  }

  private static Optional<HttpStatus> status(Throwable cause) {
    if (cause instanceof DuplicateKeyException || cause instanceof ConcurrencyFailureException) {
      return Optional.of(HttpStatus.CONFLICT);
    }
    if (cause instanceof DataIntegrityViolationException) {
      return Optional.of(HttpStatus.BAD_REQUEST);
    }
    return cause instanceof SQLException sql && sql.getSQLState() != null
        ? status(sql.getSQLState())
        : Optional.empty();
  }

  /**
   * The classes of states that the SQL standard gives to data, to constraints and to rollbacks, and
   * what H2 says of a lock that could not be had.
   */
  private static Optional<HttpStatus> status(String sqlState) {
    if (sqlState.equals("23505") || sqlState.startsWith("40") || sqlState.equals("HYT00")) {
      return Optional.of(HttpStatus.CONFLICT);
    }
    return sqlState.startsWith("22") || sqlState.startsWith("23")
        ? Optional.of(HttpStatus.BAD_REQUEST)
        : Optional.empty();
  }

  private static ProblemDetail problem(HttpStatus status) {
    return ProblemDetail.forStatusAndDetail(
        status,
        status == HttpStatus.CONFLICT
            ? "Somebody else did the same at this moment: look at it again and repeat."
            : "Something in what was sent cannot be kept, such as a null character.");
  }
}
