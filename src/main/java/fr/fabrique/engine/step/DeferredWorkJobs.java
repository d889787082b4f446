package fr.fabrique.engine.step;

import fr.fabrique.engine.DeferredWork;
import java.util.List;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.jobexecutor.JobHandler;
import org.camunda.bpm.engine.impl.jobexecutor.JobHandlerConfiguration;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.JobEntity;
import org.camunda.bpm.engine.impl.persistence.entity.MessageEntity;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** Runs deferred work as jobs of the engine. */
@Component
public class DeferredWorkJobs
    implements JobHandler<DeferredWorkJobs.Assignment>, DeferredWork.Scheduler {

  private static final String TYPE = "deferred-work";

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
    ((ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration())
        .getCommandExecutorTxRequired()
        .execute(
            command -> {
              MessageEntity job = new MessageEntity();
              job.setJobHandlerType(TYPE);
              job.setJobHandlerConfiguration(new Assignment(kind, reference));
              command.getJobManager().send(job);
              return null;
            });
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
