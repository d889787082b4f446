package fr.fabrique.engine.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.fabrique.engine.check.Hostile;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.repository.Deployment;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Nobody runs code by deploying it, an administrator as little as anybody else. */
class HostileDiagramsTest extends GuardTest {

  private static final String BOUNDARY = "between-the-parts";

  @Autowired RepositoryService repository;
  @Autowired RuntimeService runtime;
  @Autowired ProcessEngine engine;
  @Autowired JdbcClient jdbc;

  static List<Hostile> hostiles() {
    return Hostile.all();
  }

  static List<Hostile> hostileDiagrams() {
    return Hostile.all().stream().filter(h -> h.file().equals("hostile.bpmn")).toList();
  }

  @AfterEach
  void forget() {
    Hostile.forget();
    repository.createDeploymentQuery().deploymentName("hostile").list().stream()
        .map(Deployment::getId)
        .forEach(id -> repository.deleteDeployment(id, true));
  }

  @ParameterizedTest
  @MethodSource("hostiles")
  void what_an_administrator_deploys_runs_no_code(Hostile hostile) {
    HttpResponse<String> answer = deploy(hostile.file(), hostile.content());
    tryToRun();
    assertThat(Hostile.hasRun()).as("it has run").isFalse();
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    assertThat(json(answer.body()).path("message").asText())
        .contains(hostile.file(), hostile.said());
    assertThat(repository.createDeploymentQuery().deploymentName("hostile").count()).isZero();
  }

  @Test
  void an_honest_diagram_may_be_deployed() {
    HttpResponse<String> answer = deploy("hostile.bpmn", Hostile.diagram("<bpmn:task id=\"x\" />"));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  /** A diagram may lie in the database from before it would have been refused. */
  @ParameterizedTest
  @MethodSource("hostileDiagrams")
  void what_lies_in_the_database_already_runs_no_code(Hostile hostile) {
    deploy("hostile.bpmn", Hostile.diagram("<bpmn:task id=\"x\" />"));
    jdbc.sql("update ACT_GE_BYTEARRAY set BYTES_ = ? where NAME_ = 'hostile.bpmn'")
        .param(hostile.content().getBytes(StandardCharsets.UTF_8))
        .update();
    configuration().getDeploymentCache().discardProcessDefinitionCache();
    assertThatThrownBy(() -> runtime.startProcessInstanceByKey("hostile"))
        .isInstanceOf(ProcessEngineException.class);
    assertThat(Hostile.hasRun()).as("it has run").isFalse();
  }

  /** The second wall, for a script that should have got past the first. */
  @ParameterizedTest
  @ValueSource(strings = {"juel", "JUEL", "javascript", "groovy", "feel", "python"})
  void the_engine_knows_no_scripting_language(String language) {
    assertThatThrownBy(
            () ->
                configuration()
                    .getCommandExecutorTxRequired()
                    .execute(
                        command ->
                            configuration()
                                .getScriptingEngines()
                                .getScriptEngineForLanguage(language)))
        .isInstanceOf(ProcessEngineException.class)
        .hasMessageContaining("Can't find scripting engine");
  }

  private ProcessEngineConfigurationImpl configuration() {
    return (ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration();
  }

  private void tryToRun() {
    try {
      runtime.startProcessInstanceByKey("hostile");
    } catch (ProcessEngineException refused) {
      // What it would have done is asserted.
    }
    try {
      engine.getDecisionService().evaluateDecisionByKey("hostile").evaluate();
    } catch (ProcessEngineException refused) {
      // What it would have done is asserted.
    }
  }

  private HttpResponse<String> deploy(String file, String content) {
    String body =
        """
        --%1$s\r
        Content-Disposition: form-data; name="deployment-name"\r
        \r
        hostile\r
        --%1$s\r
        Content-Disposition: form-data; name="data"; filename="%2$s"\r
        Content-Type: application/octet-stream\r
        \r
        %3$s\r
        --%1$s--\r
        """
            .formatted(BOUNDARY, file, content);
    return as("admin")
        .call(
            "POST",
            ENGINE + "/deployment/create",
            "multipart/form-data; boundary=" + BOUNDARY,
            body);
  }
}
