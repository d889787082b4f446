package fr.fabrique.engine.step;

import fr.fabrique.engine.EngineClock;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import org.camunda.bpm.engine.impl.cmd.DefaultJobRetryCmd;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.persistence.entity.JobEntity;

/**
 * Has deferred work that failed tried again, after ever longer waits: a mail server that is down
 * comes back. The engine's own setting knows jobs of a diagram only and would try all others again
 * at once. When the last wait was in vain the engine keeps an incident.
 */
public final class DeferredWorkRetry extends DefaultJobRetryCmd {

  private static final long serialVersionUID = 1L;

  private static final List<Duration> WAITS =
      List.of(
          Duration.ofMinutes(1),
          Duration.ofMinutes(5),
          Duration.ofMinutes(15),
          Duration.ofHours(1),
          Duration.ofHours(3),
          Duration.ofHours(6));

  static final int TRIES = WAITS.size() + 1;

  public DeferredWorkRetry(String job, Throwable failure) {
    super(job, failure);
  }

  @Override
  protected void executeStandardStrategy(CommandContext command) {
    JobEntity job = getJob();
    if (job != null && job.getJobHandlerType().equals(DeferredWorkJobs.TYPE)) {
      int failures = TRIES - job.getRetries();
      if (failures >= 0 && failures < WAITS.size()) {
        job.setDuedate(Date.from(EngineClock.now().plus(WAITS.get(failures)).toInstant()));
      }
    }
    super.executeStandardStrategy(command);
  }
}
