package fr.fabrique.change.forecast;

import fr.fabrique.engine.Fact;
import fr.fabrique.engine.StepCatalogue;
import fr.fabrique.engine.step.RouteDefaultsParseListener;
import java.beans.FeatureDescriptor;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.UUID;
import org.camunda.bpm.dmn.engine.impl.DefaultDmnEngineConfiguration;
import org.camunda.bpm.dmn.feel.impl.scala.ScalaFeelEngineFactory;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngineConfiguration;
import org.camunda.bpm.engine.ProcessEngines;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.camunda.bpm.engine.impl.bpmn.behavior.UserTaskActivityBehavior;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cfg.StandaloneInMemProcessEngineConfiguration;
import org.camunda.bpm.engine.impl.core.variable.scope.AbstractVariableScope;
import org.camunda.bpm.engine.impl.el.JuelExpressionManager;
import org.camunda.bpm.engine.impl.el.VariableContextElResolver;
import org.camunda.bpm.engine.impl.el.VariableScopeElResolver;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.task.TaskDefinition;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.camunda.bpm.engine.repository.DeploymentBuilder;
import org.camunda.bpm.impl.juel.jakarta.el.CompositeELResolver;
import org.camunda.bpm.impl.juel.jakarta.el.ELContext;
import org.camunda.bpm.impl.juel.jakarta.el.ELResolver;

/** An engine in memory on which a route is played: its own diagrams and tables, played steps. */
final class Stage implements AutoCloseable {

  /**
   * Ids of a play begin behind those of what is deployed: the engine takes what is due at the same
   * time in the order of ids, and the same seed is to be the same play.
   */
  private static final long DEPLOYED_BEFORE = 1_000_000;

  /** Who plays what is not on the diagrams. */
  interface Director {

    /** What a step writes. */
    Map<String, Object> play(String bean, DelegateExecution at);

    void taskCame(DelegateTask task, String form);

    /** Somebody has completed it, or nobody need any more. */
    void taskWent(String task);

    void left(String element, String idea);

    /** The whole journey has reached its end. */
    void ended(String idea);
  }

  private static final String PROCESS = "idea_route";

  private final ProcessEngine engine;
  private final String definition;
  private final StageTables tables;
  private final StepCatalogue catalogue;
  private Director director;
  private long lastId;

  Stage(SortedMap<String, byte[]> route, StepCatalogue catalogue) {
    this.catalogue = catalogue;
    StandaloneInMemProcessEngineConfiguration settings =
        new StandaloneInMemProcessEngineConfiguration();
    String name = "stage-" + UUID.randomUUID();
    settings.setProcessEngineName(name);
    settings.setJdbcUrl(
        "jdbc:h2:mem:%s;LOCK_MODE=0;QUERY_CACHE_SIZE=1024;OPTIMIZE_REUSE_RESULTS=0"
            .formatted(name));
    settings.setDatabaseSchemaUpdate(ProcessEngineConfiguration.DB_SCHEMA_UPDATE_TRUE);
    settings.setJobExecutorActivate(false);
    settings.setMetricsEnabled(false);
    settings.setDbMetricsReporterActivate(false);
    settings.setTaskMetricsEnabled(false);
    settings.setHistory("none");
    settings.setEnforceHistoryTimeToLive(false);
    settings.setSkipIsolationLevelCheck(true);
    settings.setEnableCmdExceptionLogging(false);
    settings.setCmmnEnabled(false);
    settings.setIdGenerator(() -> Long.toString(++lastId));
    settings.setExpressionManager(new Played());
    DefaultDmnEngineConfiguration decisions = new DefaultDmnEngineConfiguration();
    decisions.setFeelEngineFactory(
        () -> new RememberingFeel(new ScalaFeelEngineFactory(List.of()).createInstance()));
    settings.setDmnEngineConfiguration(decisions);
    settings.setCustomPostBPMNParseListeners(
        new ArrayList<>(List.of(new RouteDefaultsParseListener(List.of()), new Watch())));
    engine = settings.buildProcessEngine();
    // It is nobody's to call.
    ProcessEngines.unregister(engine);
    DeploymentBuilder unit = engine.getRepositoryService().createDeployment().name("route");
    route.forEach(
        (file, content) -> {
          if (!file.endsWith(".json")) {
            unit.addInputStream(file, new ByteArrayInputStream(content));
          }
        });
    unit.deploy();
    definition =
        engine
            .getRepositoryService()
            .createProcessDefinitionQuery()
            .processDefinitionKey(PROCESS)
            .singleResult()
            .getId();
    tables = new StageTables(engine.getProcessEngineConfiguration().getDataSource());
    tables.trim();
  }

  ProcessEngine engine() {
    return engine;
  }

  /** Another play begins: nobody is on the route. */
  void clear(Director next) {
    director = next;
    lastId = DEPLOYED_BEFORE;
    tables.clear();
  }

  /** An idea comes in. */
  void begin(String idea, Map<String, Object> facts) {
    engine.getRuntimeService().startProcessInstanceById(definition, idea, facts);
  }

  /** Somebody completes a task: what they answer goes where the product writes it. */
  void complete(String id, Map<String, Object> facts) {
    ((ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration())
        .getCommandExecutorTxRequired()
        .execute(
            context -> {
              TaskEntity task = context.getTaskManager().findTaskById(id);
              // All at once, not one query for each that is asked for.
              for (AbstractVariableScope scope = task.getExecution();
                  scope != null;
                  scope = scope.getParentVariableScope()) {
                scope.getVariableNamesLocal();
              }
              write(task.getExecution(), facts);
              task.complete();
              return null;
            });
  }

  private static void write(VariableScope scope, Map<String, Object> facts) {
    facts.forEach((name, value) -> Fact.write(scope, name, value));
  }

  StageTables tables() {
    return tables;
  }

  @Override
  public void close() {
    engine.close();
  }

  /** Reports what comes and goes; what would run in its own transaction runs at once. */
  private final class Watch extends AbstractBpmnParseListener {

    @Override
    public void parseProcess(Element element, ProcessDefinitionEntity process) {
      process.addListener(
          ExecutionListener.EVENTNAME_END,
          (ExecutionListener)
              execution -> {
                if (execution.getSuperExecution() == null) {
                  director.ended(execution.getProcessBusinessKey());
                }
              });
    }

    @Override
    public void parseUserTask(Element element, ScopeImpl scope, ActivityImpl activity) {
      atOnce(activity);
      TaskDefinition task =
          ((UserTaskActivityBehavior) activity.getActivityBehavior()).getTaskDefinition();
      String form =
          task.getCamundaFormDefinitionKey() == null
              ? null
              : task.getCamundaFormDefinitionKey().getExpressionText();
      task.addTaskListener(
          TaskListener.EVENTNAME_CREATE, (TaskListener) t -> director.taskCame(t, form));
      TaskListener went = t -> director.taskWent(t.getId());
      task.addTaskListener(TaskListener.EVENTNAME_COMPLETE, went);
      task.addTaskListener(TaskListener.EVENTNAME_DELETE, went);
    }

    @Override
    public void parseServiceTask(Element element, ScopeImpl scope, ActivityImpl activity) {
      atOnce(activity);
    }

    @Override
    public void parseCallActivity(Element element, ScopeImpl scope, ActivityImpl activity) {
      atOnce(activity);
    }

    @Override
    public void parseSubProcess(Element element, ScopeImpl scope, ActivityImpl activity) {
      atOnce(activity);
    }

    @Override
    public void parseBusinessRuleTask(Element element, ScopeImpl scope, ActivityImpl activity) {
      atOnce(activity);
    }

    @Override
    public void parseIntermediateCatchEvent(
        Element element, ScopeImpl scope, ActivityImpl activity) {
      atOnce(activity);
    }

    @Override
    public void parseEndEvent(Element element, ScopeImpl scope, ActivityImpl activity) {
      atOnce(activity);
    }

    private void atOnce(ActivityImpl activity) {
      activity.setAsyncBefore(false);
      activity.setAsyncAfter(false);
      activity.addListener(
          ExecutionListener.EVENTNAME_END,
          (ExecutionListener)
              execution -> director.left(activity.getId(), execution.getProcessBusinessKey()));
    }
  }

  /** Names of steps stand for played ones; the rest are variables. */
  private final class Played extends JuelExpressionManager {

    @Override
    protected ELResolver createElResolver() {
      CompositeELResolver resolver = new CompositeELResolver();
      resolver.add(new VariableScopeElResolver());
      resolver.add(new VariableContextElResolver());
      resolver.add(new Steps());
      return resolver;
    }
  }

  private final class Steps extends ELResolver {

    @Override
    public Object getValue(ELContext context, Object base, Object property) {
      if (base instanceof DelegateExecution execution) {
        context.setPropertyResolved(true);
        return execution.getProcessBusinessKey();
      }
      String name = String.valueOf(property);
      if (base == null && catalogue.steps().stream().anyMatch(s -> s.bean().equals(name))) {
        context.setPropertyResolved(true);
        return (JavaDelegate) at -> write(at, director.play(name, at));
      }
      return null;
    }

    @Override
    public Class<?> getType(ELContext context, Object base, Object property) {
      return null;
    }

    @Override
    public void setValue(ELContext context, Object base, Object property, Object value) {}

    @Override
    public boolean isReadOnly(ELContext context, Object base, Object property) {
      return true;
    }

    @Override
    public Iterator<FeatureDescriptor> getFeatureDescriptors(ELContext context, Object base) {
      return null;
    }

    @Override
    public Class<?> getCommonPropertyType(ELContext context, Object base) {
      return Object.class;
    }
  }
}
