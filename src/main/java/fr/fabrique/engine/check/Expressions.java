package fr.fabrique.engine.check;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.camunda.bpm.impl.juel.AstDot;
import org.camunda.bpm.impl.juel.AstProperty;
import org.camunda.bpm.impl.juel.Builder;
import org.camunda.bpm.impl.juel.Builder.Feature;
import org.camunda.bpm.impl.juel.FunctionNode;
import org.camunda.bpm.impl.juel.IdentifierNode;
import org.camunda.bpm.impl.juel.Node;
import org.camunda.bpm.impl.juel.Tree;
import org.camunda.bpm.impl.juel.TreeBuilderException;

/** What may stand in an expression of a diagram, and what one asks for. */
public final class Expressions {

  /** What an expression may read of an object: the business key of the execution. */
  public static final Set<String> PROPERTIES = Set.of("processBusinessKey");

  /** What an expression may call on an object: arithmetic of dates. */
  public static final Set<String> METHODS =
      Set.of(
          "plusDays",
          "plusWeeks",
          "plusMonths",
          "plusHours",
          "minusDays",
          "minusWeeks",
          "minusMonths",
          "minusHours",
          "withTimeAtStartOfDay",
          "toDate");

  private static final Set<String> FUNCTIONS =
      Set.of("currentUser", "currentUserGroups", "now", "dateTime");

  private static final Builder PARSER = new Builder(Feature.METHOD_INVOCATIONS);

  private Expressions() {}

  /**
   * An expression that was read.
   *
   * @param names the facts or steps it names
   * @param problem why it can never be evaluated, empty when it may be
   */
  record Parsed(Set<String> names, Optional<String> problem) {}

  static boolean isOne(String text) {
    return text.contains("${") || text.contains("#{");
  }

  static Parsed parse(String text) {
    Set<String> names = new LinkedHashSet<>();
    Tree tree;
    try {
      tree = PARSER.build(text.strip());
    } catch (TreeBuilderException malformed) {
      return new Parsed(
          names, Optional.of("it cannot be read (%s)".formatted(malformed.getMessage())));
    }
    for (FunctionNode function : tree.getFunctionNodes()) {
      if (!FUNCTIONS.contains(function.getName())) {
        return new Parsed(
            names, Optional.of("there is no function “%s”".formatted(function.getName())));
      }
    }
    for (IdentifierNode identifier : tree.getIdentifierNodes()) {
      names.add(identifier.getName());
    }
    return new Parsed(names, forbidden(tree.getRoot()));
  }

  private static Optional<String> forbidden(Node node) {
    if (node instanceof AstProperty property && !allowed(property)) {
      return Optional.of("it may read facts only, not parts of objects");
    }
    for (int i = 0; i < node.getCardinality(); i++) {
      Optional<String> inside = forbidden(node.getChild(i));
      if (inside.isPresent()) {
        return inside;
      }
    }
    return Optional.empty();
  }

  /** A dot prints itself as a dot, a blank and the name behind it. */
  private static boolean allowed(AstProperty property) {
    String name = property.toString().replaceFirst("^\\.\\s*", "");
    return property instanceof AstDot && (PROPERTIES.contains(name) || METHODS.contains(name));
  }
}
