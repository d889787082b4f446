package fr.fabrique.engine.check;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.dmn.engine.impl.transform.DefaultDmnTransformer;
import org.camunda.bpm.dmn.engine.impl.transform.DmnTransformException;
import org.camunda.bpm.engine.ParseException;
import org.camunda.bpm.engine.Problem;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.ResourceReport;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParser;
import org.camunda.bpm.engine.impl.cfg.DefaultBpmnParseFactory;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cfg.StandaloneInMemProcessEngineConfiguration;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.persistence.entity.DeploymentEntity;
import org.camunda.bpm.engine.impl.scripting.ScriptFactory;

/**
 * What the engine itself says when it reads a diagram, all at once and without an engine running:
 * whatever it refuses is refused here, even where no rule of ours says it better.
 */
final class EngineReading {

  private static final Map<String, byte[]> SHIPPED = RouteFiles.shipped();

  /** Loaded when something is not as it was shipped: it takes a good part of a second. */
  private static final class Settings {

    private static final ProcessEngineConfigurationImpl ENGINE = settings();
  }

  private static final Words REMEDY =
      Words.of(
          "Look at the element in Camunda Modeler's properties panel, or bring the last good copy back.");

  private EngineReading() {}

  /** What the engine says of a diagram or a file of decisions that is well-formed XML. */
  static List<Problem> of(String name, byte[] content) {
    // What is shipped was read by the engine when the product was built.
    return Arrays.equals(content, SHIPPED.get(name)) ? List.of() : problems(name, content);
  }

  /**
   * Adds what the engine says.
   *
   * @param findings what is known already; where it tells of an element or a line, the engine's own
   *     words about the same add nothing
   */
  static void tell(XmlFile diagram, List<Problem> problems, List<Finding> findings) {
    for (Problem problem : problems) {
      Finding finding = finding(diagram, problem);
      boolean told =
          findings.stream()
              .anyMatch(
                  known ->
                      known.blocks()
                          && known.file().equals(finding.file())
                          && (finding.line() == 0 && finding.element().isEmpty()
                              || known.line() == finding.line()
                              || !known.element().isEmpty()
                                  && known.element().equals(finding.element())));
      if (!told) {
        findings.add(finding);
      }
    }
  }

  private static ProcessEngineConfigurationImpl settings() {
    return new StandaloneInMemProcessEngineConfiguration() {
      {
        // With the functions that expressions may call.
        initExpressionManager();
        setScriptFactory(new ScriptFactory());
      }
    };
  }

  private static List<Problem> problems(String name, byte[] content) {
    return name.endsWith(".dmn") ? ofTable(content) : ofDiagram(name, content);
  }

  private static List<Problem> ofTable(byte[] content) {
    try {
      new DefaultDmnTransformer()
          .createTransform()
          .modelInstance(new ByteArrayInputStream(content))
          .transformDecisionRequirementsGraph();
      return List.of();
    } catch (DmnTransformException | NullPointerException refused) {
      return List.of(new Whole(innermost(refused)));
    }
  }

  /** The outer ones say only that something is wrong. */
  private static String innermost(Throwable refused) {
    Throwable cause = refused;
    while (cause.getCause() != null && cause.getCause().getMessage() != null) {
      cause = cause.getCause();
    }
    return String.valueOf(cause.getMessage());
  }

  private static List<Problem> ofDiagram(String name, byte[] content) {
    // The engine reads its settings from where it runs; without one it would not find them.
    Context.setProcessEngineConfiguration(Settings.ENGINE);
    try {
      new BpmnParser(Settings.ENGINE.getExpressionManager(), new DefaultBpmnParseFactory())
          .createParse()
          .deployment(new DeploymentEntity())
          .sourceInputStream(new ByteArrayInputStream(content))
          .name(name)
          .execute();
      return List.of();
    } catch (ParseException refused) {
      List<Problem> problems = new ArrayList<>();
      refused.getResorceReports().stream().map(ResourceReport::getErrors).forEach(problems::addAll);
      return problems;
    } catch (ProcessEngineException | NullPointerException refused) {
      return List.of(new Whole(String.valueOf(refused.getMessage())));
    } catch (StackOverflowError brackets) {
      // Its reader of expressions has no bound of its own.
      return List.of(new Whole(null));
    } finally {
      Context.removeProcessEngineConfiguration();
    }
  }

  private static Finding finding(XmlFile diagram, Problem problem) {
    String id = problem.getMainElementId() == null ? "" : problem.getMainElementId();
    Words message = message(problem.getMessage());
    return diagram
        .byId(id)
        .filter(element -> !id.isEmpty())
        .map(element -> diagram.finding(element, Rule.ENGINE_READS, message, REMEDY))
        .orElse(
            new Finding(
                diagram.name(), problem.getLine(), id, id, Rule.ENGINE_READS, message, REMEDY));
  }

  private static Words message(String said) {
    return said == null
        ? Words.of(
            "The engine cannot read it: brackets of an expression lie too deep in each other.")
        : Words.of("The engine cannot read it: “%s”.", said.replaceAll("\\s+", " ").strip());
  }

  /**
   * Something that is said of the whole file.
   *
   * @param message the engine's own words; null where brackets left it none
   */
  private record Whole(String message) implements Problem {

    @Override
    public String getMessage() {
      return message;
    }

    @Override
    public int getLine() {
      return 0;
    }

    @Override
    public int getColumn() {
      return 0;
    }

    @Override
    public String getMainElementId() {
      return null;
    }

    @Override
    public List<String> getElementIds() {
      return List.of();
    }
  }
}
