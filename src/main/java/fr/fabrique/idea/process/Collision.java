package fr.fabrique.idea.process;

import fr.fabrique.idea.Submission.SubmissionRefused;
import fr.fabrique.idea.Submission.SubmissionRefused.Cause;
import java.sql.SQLException;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DuplicateKeyException;

/** Several people doing the same at the same moment, perhaps on several nodes. */
final class Collision {

  private static final Logger log = LoggerFactory.getLogger(Collision.class);

  private static final int MOST_ATTEMPTS = 6;

  private Collision() {}

  /**
   * Does it again when somebody else was faster, so that it can look at what they left.
   *
   * @param work one transaction, which looks before it writes
   * @throws SubmissionRefused when others are faster again and again
   */
  static <T> T safely(Supplier<T> work) {
    for (int attempt = 1; attempt <= MOST_ATTEMPTS; attempt++) {
      try {
        return work.get();
      } catch (RuntimeException failure) {
        if (!isCollision(failure)) {
          throw failure;
        }
        log.debug("Others did the same at the same moment, attempt {}.", attempt, failure);
      }
    }
    throw new SubmissionRefused(
        Cause.BUSY, "Others hand in the same at this moment: send it again in a while.");
  }

  private static boolean isCollision(Throwable failure) {
    return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
        .anyMatch(
            cause ->
                cause instanceof DuplicateKeyException
                    || cause instanceof ConcurrencyFailureException
                    || cause instanceof OptimisticLockingException
                    || cause instanceof SQLException sql && isCollision(sql.getSQLState()));
  }

  /** A key that exists, a transaction that had to give way, a lock that could not be had. */
  private static boolean isCollision(String sqlState) {
    return sqlState != null
        && (sqlState.equals("23505") || sqlState.startsWith("40") || sqlState.equals("HYT00"));
  }
}
