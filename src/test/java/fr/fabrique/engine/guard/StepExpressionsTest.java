package fr.fabrique.engine.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.task.TaskQuery;
import org.camunda.bpm.impl.juel.jakarta.el.ELException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * An expression that has got past the guard, into a stored filter or a diagram, still reaches
 * nothing but variables, steps and dates.
 */
class StepExpressionsTest extends GuardTest {

  private static final String REACHED = "fabrique.reached";

  @Autowired FilterService filters;
  @Autowired RuntimeService runtime;
  @Autowired IdentityService identity;
  @Autowired ProcessEngine engine;

  @AfterEach
  void forget() {
    System.clearProperty(REACHED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "${''.getClass().forName('java.lang.System').getMethod('setProperty',"
            + "''.getClass(),''.getClass()).invoke(null,'fabrique.reached','yes')}",
        "${''['class']['forName']('java.lang.Runtime')}",
        "${''.class.classLoader}",
        "#{''.getClass()}",
        "${currentUserGroups().getClass()}",
        "${currentUserGroups().toString()}",
        "${now().getClass()}",
        "${dateTime().getClass()}",
        "${dateTime().withZone(null)}",
        "${dateTime().chronology}",
        "${'a'.concat('b')}",
        "${execution.processEngineServices}",
        "${execution.getProcessEngineServices()}",
        "${task.delete()}",
        "${authenticatedUserId.getClass()}",
        "${T(java.lang.Runtime).getRuntime()}",
        "${org.camunda.bpm.engine.ProcessEngines.getDefaultProcessEngine()}",
        "${dataSource}",
        "${runtimeService.deleteProcessInstance('x', 'y')}",
        "${systemProperties['user.dir']}",
        "${environment}",
        "${formPanel.execute(null)}",
        "${JSON('{}').unwrap()}"
      })
  void a_stored_filter_reaches_no_class_and_no_bean(String hostile) {
    for (TaskQuery query :
        List.of(
            tasks.createTaskQuery().taskAssigneeExpression(hostile),
            tasks.createTaskQuery().or().taskAssigneeExpression(hostile).endOr())) {
      Filter filter = filters.newTaskFilter("hostile").setQuery(query);
      filters.saveFilter(filter);
      try {
        assertThatThrownBy(() -> filters.list(filter.getId()))
            .as(hostile)
            .isInstanceOfAny(ProcessEngineException.class, ELException.class);
        assertThatThrownBy(() -> filters.count(filter.getId()))
            .as(hostile)
            .isInstanceOfAny(ProcessEngineException.class, ELException.class);
      } finally {
        filters.deleteFilter(filter.getId());
      }
    }
    assertThat(System.getProperty(REACHED)).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "${execution.id}",
        "${execution.processEngineServices.runtimeService}",
        "${execution.setVariable('verdict','incubate')}",
        "${execution.getClass()}",
        "${challenge.getClass().forName('java.lang.Runtime')}",
        "${challenge.length()}",
        "${seatJuror.execute(execution)}"
      })
  void a_diagram_reaches_no_object_behind_its_execution(String hostile) {
    String idea = ideaBeforeTheJury();
    assertThatThrownBy(() -> evaluated(hostile, idea)).isInstanceOf(ProcessEngineException.class);
  }

  @Test
  void a_diagram_reads_its_variables_and_its_business_key() {
    String idea = ideaBeforeTheJury();
    assertThat(evaluated("${execution.processBusinessKey}", idea)).isEqualTo(idea);
    assertThat(evaluated("${challenge == 'permanent'}", idea)).isEqualTo(true);
  }

  @Test
  void the_ready_made_lists_are_evaluated() {
    identity.setAuthenticatedUserId("juror1");
    try {
      for (Filter filter : filters.createFilterQuery().list()) {
        assertThat(filters.count(filter.getId())).isNotNegative();
      }
    } finally {
      identity.clearAuthentication();
    }
  }

  private Object evaluated(String expression, String idea) {
    String instance =
        runtime
            .createProcessInstanceQuery()
            .processInstanceBusinessKey(idea, "jury_review")
            .singleResult()
            .getId();
    ProcessEngineConfigurationImpl configuration =
        (ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration();
    return configuration
        .getCommandExecutorTxRequired()
        .execute(
            command -> {
              ExecutionEntity execution = command.getExecutionManager().findExecutionById(instance);
              return configuration
                  .getExpressionManager()
                  .createExpression(expression)
                  .getValue(execution);
            });
  }
}
