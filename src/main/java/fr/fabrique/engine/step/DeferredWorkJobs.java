package fr.fabrique.engine.step;

import fr.fabrique.engine.DeferredWork;
import java.time.OffsetDateTime;
import java.util.Date;
import java.util.List;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.jobexecutor.JobHandler;
import org.camunda.bpm.engine.impl.jobexecutor.JobHandlerConfiguration;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.JobEntity;
import org.camunda.bpm.engine.impl.persistence.entity.MessageEntity;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Runs deferred work as jobs of the engine. */
@Component
public class DeferredWorkJobs
    implements JobHandler<DeferredWorkJobs.Assignment>, DeferredWork.Scheduler {

  static final String TYPE = "deferred-work";

  private final List<DeferredWork> works;
  private final ProcessEngine engine;

  DeferredWorkJobs(@Lazy List<DeferredWork> works, @Lazy ProcessEngine engine) {
    this.works = works;
    this.engine = engine;
  }

  /** What a job is to do: the kind of work and its reference, joined by a colon. */
  record Assignment(String kind, String reference) implements JobHandlerConfiguration {

    @Override
    public String toCanonicalString() {
      return kind + ":" + reference;
    }
  }

  @Override
  public void schedule(String kind, String reference) {
    send(new Assignment(kind, reference), null);
  }

  @Override
  public void schedule(String kind, String reference, OffsetDateTime at) {
    send(new Assignment(kind, reference), Date.from(at.toInstant()));
  }

  private void send(Assignment assignment, Date due) {
    ((ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration())
        .getCommandExecutorTxRequired()
        .execute(
            command -> {
              MessageEntity job = new MessageEntity();
              job.setJobHandlerType(TYPE);
              job.setJobHandlerConfiguration(assignment);
              job.setDuedate(due);
              job.setRetries(DeferredWorkRetry.TRIES);
              command.getJobManager().send(job);
              return null;
            });
  }

  /** Whoever has mended what work failed for starts the product anew: all of it is tried again. */
  @EventListener(ApplicationReadyEvent.class)
  public void tryAgain() {
    ManagementService jobs = engine.getManagementService();
    jobs.createJobQuery().noRetriesLeft().list().stream()
        .filter(job -> TYPE.equals(((JobEntity) job).getJobHandlerType()))
        .forEach(job -> jobs.setJobRetries(job.getId(), DeferredWorkRetry.TRIES));
  }

  @Override
  public String getType() {
    return TYPE;
  }

  @Override
  public void execute(
      Assignment assignment, ExecutionEntity execution, CommandContext command, String tenant) {
    works.stream()
        .filter(work -> work.kind().equals(assignment.kind()))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("No work of kind " + assignment.kind()))
        .perform(assignment.reference());
  }

  @Override
  public Assignment newConfiguration(String canonical) {
    int colon = canonical.indexOf(':');
    return new Assignment(canonical.substring(0, colon), canonical.substring(colon + 1));
  }

  @Override
  public void onDelete(Assignment assignment, JobEntity job) {}
}
