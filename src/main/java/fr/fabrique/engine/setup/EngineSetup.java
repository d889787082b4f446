package fr.fabrique.engine.setup;

import fr.fabrique.engine.step.DeferredWorkJobs;
import fr.fabrique.engine.step.DeferredWorkRetry;
import fr.fabrique.engine.step.StepExpressions;
import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParseListener;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.persistence.deploy.Deployer;
import org.camunda.bpm.spring.boot.starter.configuration.Ordering;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Sets the engine up: our parse listeners, our expressions, our jobs, and strict permissions. */
@Component
@Order(Ordering.DEFAULT_ORDER + 10)
class EngineSetup extends AbstractProcessEnginePlugin {

  /** The group whose members may do everything in the engine; its web applications know this id. */
  static final String ADMINISTRATORS = "camunda-admin";

  private final List<BpmnParseListener> listeners;
  private final List<Deployer> deployers;
  private final DeferredWorkJobs deferredWork;
  private final ListableBeanFactory beans;

  EngineSetup(
      List<BpmnParseListener> listeners,
      List<Deployer> deployers,
      DeferredWorkJobs deferredWork,
      ListableBeanFactory beans) {
    this.listeners = listeners;
    this.deployers = deployers;
    this.deferredWork = deferredWork;
    this.beans = beans;
  }

  @Override
  public void preInit(ProcessEngineConfigurationImpl engine) {
    engine.setCustomPostBPMNParseListeners(new ArrayList<>(listeners));
    engine.setCustomPreDeployers(new ArrayList<>(deployers));
    engine.setExpressionManager(new StepExpressions(beans));
    neverRunScripts(engine);
    engine.setCustomJobHandlers(new ArrayList<>(List.of(deferredWork)));
    engine.setFailedJobCommandFactory(DeferredWorkRetry::new);
    engine.setAdminGroups(new ArrayList<>(List.of(ADMINISTRATORS)));
    engine.setDefaultUserPermissionNameForTask("TASK_WORK");
    engine.setEnableExpressionsInAdhocQueries(false);
    engine.setEnableExpressionsInStoredQueries(true);
    // What a command refuses is answered to the person who asked; it is no incident of the server.
    engine.setEnableCmdExceptionLogging(false);
    neverLockAccounts(engine);
  }

  /**
   * No diagram with a script is deployed; should one be in the engine all the same, no language is
   * known to it. FEEL is none of these languages: decision tables keep it.
   */
  private static void neverRunScripts(ProcessEngineConfigurationImpl engine) {
    engine.setScriptEngineResolver(new NoScripts());
    engine.setEnableScriptCompilation(false);
    engine.setEnableFetchScriptEngineFromProcessApplication(false);
    engine.setEnableScriptEngineLoadExternalResources(false);
  }

  /**
   * Sign-in is throttled by address and account before the engine is asked; its own lock would let
   * anybody lock out anybody.
   */
  private static void neverLockAccounts(ProcessEngineConfigurationImpl engine) {
    engine.setLoginMaxAttempts(Integer.MAX_VALUE);
    engine.setLoginDelayBase(0);
    engine.setLoginDelayFactor(1);
    engine.setLoginDelayMaxTime(0);
  }
}
