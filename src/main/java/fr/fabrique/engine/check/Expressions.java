package fr.fabrique.engine.check;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.camunda.bpm.impl.juel.AstBinary;
import org.camunda.bpm.impl.juel.AstBoolean;
import org.camunda.bpm.impl.juel.AstChoice;
import org.camunda.bpm.impl.juel.AstDot;
import org.camunda.bpm.impl.juel.AstEval;
import org.camunda.bpm.impl.juel.AstIdentifier;
import org.camunda.bpm.impl.juel.AstLiteral;
import org.camunda.bpm.impl.juel.AstMethod;
import org.camunda.bpm.impl.juel.AstNested;
import org.camunda.bpm.impl.juel.AstNode;
import org.camunda.bpm.impl.juel.AstNumber;
import org.camunda.bpm.impl.juel.AstProperty;
import org.camunda.bpm.impl.juel.AstString;
import org.camunda.bpm.impl.juel.AstUnary;
import org.camunda.bpm.impl.juel.Bindings;
import org.camunda.bpm.impl.juel.Builder;
import org.camunda.bpm.impl.juel.Builder.Feature;
import org.camunda.bpm.impl.juel.ExpressionFactoryImpl;
import org.camunda.bpm.impl.juel.FunctionNode;
import org.camunda.bpm.impl.juel.IdentifierNode;
import org.camunda.bpm.impl.juel.Node;
import org.camunda.bpm.impl.juel.SimpleContext;
import org.camunda.bpm.impl.juel.SimpleResolver;
import org.camunda.bpm.impl.juel.Tree;
import org.camunda.bpm.impl.juel.TreeBuilderException;
import org.camunda.bpm.impl.juel.jakarta.el.ELException;
import org.camunda.bpm.impl.juel.jakarta.el.ExpressionFactory;

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

  /** An expression that names one fact or step, wherever it stands in a text. */
  static final Pattern NAME = Pattern.compile("[$#]\\{\\s*(\\w+)\\s*}");

  private static final Set<AstBinary.Operator> CALCULATES =
      Set.of(AstBinary.ADD, AstBinary.SUB, AstBinary.MUL, AstBinary.DIV, AstBinary.MOD);

  private static final Set<AstBinary.Operator> CONDITIONS =
      Set.of(
          AstBinary.AND,
          AstBinary.OR,
          AstBinary.EQ,
          AstBinary.NE,
          AstBinary.LT,
          AstBinary.LE,
          AstBinary.GT,
          AstBinary.GE);

  private static final Builder PARSER = new Builder(Feature.METHOD_INVOCATIONS);

  private static final ExpressionFactory EVALUATOR = new ExpressionFactoryImpl();

  private Expressions() {}

  /**
   * An expression that was read.
   *
   * @param names the facts or steps it names
   * @param dates those of them on which it does arithmetic of dates
   * @param numbers those of them with which it calculates
   * @param problem why it can never be evaluated, empty when it may be
   */
  record Parsed(
      Set<String> names, Set<String> dates, Set<String> numbers, Optional<Words> problem) {

    private Parsed(Set<String> names, Words problem) {
      this(names, Set.of(), Set.of(), Optional.of(problem));
    }
  }

  /** The one fact or step that a text names and nothing else, as {@code ${taskTime}} does. */
  static Optional<String> oneName(String text) {
    Matcher name = NAME.matcher(text.strip());
    return name.matches() ? Optional.of(name.group(1)) : Optional.empty();
  }

  static boolean isOne(String text) {
    return text.contains("${") || text.contains("#{");
  }

  /** The facts or steps that a text names; none where it is no expression. */
  static Set<String> names(String text) {
    return isOne(text) ? parse(text).names() : Set.of();
  }

  /** What an expression says that names nothing; a null value is an empty text. */
  static Optional<Object> constant(String text) {
    if (!isOne(text)) {
      return Optional.empty();
    }
    Parsed parsed = parse(text);
    if (parsed.problem().isPresent() || !parsed.names().isEmpty()) {
      return Optional.empty();
    }
    Tree tree = tree(text);
    if (tree.getFunctionNodes().iterator().hasNext()) {
      return Optional.empty();
    }
    try {
      SimpleContext context = new SimpleContext(new SimpleResolver());
      Object value =
          ((AstNode) tree.getRoot()).eval(tree.bind(null, context.getVariableMapper()), context);
      return Optional.of(value == null ? "" : value);
    } catch (ELException undecided) {
      return Optional.empty();
    }
  }

  static Parsed parse(String text) {
    Set<String> names = new LinkedHashSet<>();
    // The parser goes as deep as brackets do.
    if (Feel.isTooMuch(text.strip())) {
      return new Parsed(names, Feel.TOO_MUCH);
    }
    Tree tree;
    try {
      tree = tree(text);
    } catch (TreeBuilderException malformed) {
      return new Parsed(names, Words.of("it cannot be read (%s)", malformed.getMessage()));
    }
    for (FunctionNode function : tree.getFunctionNodes()) {
      if (!FUNCTIONS.contains(function.getName())) {
        return new Parsed(names, Words.of("there is no function “%s”", function.getName()));
      }
    }
    for (IdentifierNode identifier : tree.getIdentifierNodes()) {
      names.add(identifier.getName());
    }
    Set<String> dates = new LinkedHashSet<>();
    dates(tree.getRoot(), dates);
    Set<String> numbers = new LinkedHashSet<>();
    numbers(tree.getRoot(), numbers);
    return new Parsed(names, dates, numbers, forbidden(tree.getRoot()));
  }

  private static void dates(Node node, Set<String> dates) {
    if (node instanceof AstProperty property
        && METHODS.contains(name(property))
        && node.getChild(0) instanceof AstIdentifier fact) {
      dates.add(fact.getName());
    }
    for (int i = 0; i < node.getCardinality(); i++) {
      dates(node.getChild(i), dates);
    }
  }

  private static void numbers(Node node, Set<String> numbers) {
    for (int i = 0; i < node.getCardinality(); i++) {
      if (node instanceof AstBinary binary
          && CALCULATES.contains(binary.getOperator())
          && node.getChild(i) instanceof AstIdentifier fact) {
        numbers.add(fact.getName());
      }
      numbers(node.getChild(i), numbers);
    }
  }

  /** The expressions between which a text chooses by a condition; itself where it does not. */
  static List<String> branches(String text) {
    if (!isOne(text) || parse(text).problem().isPresent()) {
      return List.of(text);
    }
    Node root = tree(text).getRoot();
    List<String> branches = new ArrayList<>();
    if (root instanceof AstEval) {
      branch(root.getChild(0), branches);
    }
    return branches.size() < 2 ? List.of(text) : branches;
  }

  private static void branch(Node node, List<String> branches) {
    if (node instanceof AstNested) {
      branch(node.getChild(0), branches);
    } else if (node instanceof AstChoice) {
      branch(node.getChild(1), branches);
      branch(node.getChild(2), branches);
    } else {
      branches.add("${" + ((AstNode) node).getStructuralId(null) + "}");
    }
  }

  private static Tree tree(String text) {
    return PARSER.build(text.strip());
  }

  /** A fact held against a value that is written there. */
  record Comparison(String fact, Object value) {}

  /** All comparisons of one fact with one value in an expression that can be read. */
  static List<Comparison> comparisons(String text) {
    List<Comparison> found = new ArrayList<>();
    compare(tree(text).getRoot(), found);
    return found;
  }

  /** Whether an expression says yes or no, as {@code ${verdict == 'incubate'}} does. */
  static boolean isCondition(String text) {
    if (!isOne(text) || parse(text).problem().isPresent()) {
      return false;
    }
    Node root = tree(text).getRoot();
    return root instanceof AstEval
        && (root.getChild(0) instanceof AstBinary binary
                && CONDITIONS.contains(binary.getOperator())
            || root.getChild(0) instanceof AstUnary unary && unary.getOperator() != AstUnary.NEG);
  }

  private static void compare(Node node, List<Comparison> found) {
    if (node instanceof AstBinary binary && CONDITIONS.contains(binary.getOperator())) {
      compared(node.getChild(0), node.getChild(1), found);
      compared(node.getChild(1), node.getChild(0), found);
    }
    for (int i = 0; i < node.getCardinality(); i++) {
      compare(node.getChild(i), found);
    }
  }

  private static void compared(Node one, Node other, List<Comparison> found) {
    if (one instanceof AstIdentifier fact
        && (other instanceof AstString
            || other instanceof AstNumber
            || other instanceof AstBoolean)) {
      found.add(new Comparison(fact.getName(), ((AstLiteral) other).eval(null, null)));
    }
  }

  /**
   * Whether a condition holds where facts have these values; empty where it cannot be told, because
   * it rests on facts that are not among them.
   */
  static Optional<Boolean> holds(String condition, Map<String, Object> facts) {
    SimpleContext context = new SimpleContext(new SimpleResolver());
    facts.forEach(
        (name, value) ->
            context.setVariable(name, EVALUATOR.createValueExpression(value, Object.class)));
    Tree tree = tree(condition);
    try {
      Bindings bindings = tree.bind(null, context.getVariableMapper());
      return holds(tree.getRoot(), bindings, context, facts.keySet());
    } catch (ELException undecided) {
      return Optional.empty();
    }
  }

  private static Optional<Boolean> holds(
      Node node, Bindings bindings, SimpleContext context, Set<String> known) {
    if (node instanceof AstEval || node instanceof AstNested) {
      return holds(node.getChild(0), bindings, context, known);
    }
    if (node instanceof AstUnary unary && unary.getOperator() == AstUnary.NOT) {
      return holds(node.getChild(0), bindings, context, known).map(held -> !held);
    }
    if (node instanceof AstBinary binary
        && (binary.getOperator() == AstBinary.AND || binary.getOperator() == AstBinary.OR)) {
      // One side may settle it, whatever the other one is.
      boolean settling = binary.getOperator() == AstBinary.OR;
      Optional<Boolean> left = holds(node.getChild(0), bindings, context, known);
      Optional<Boolean> right = holds(node.getChild(1), bindings, context, known);
      if (left.filter(held -> held == settling).isPresent()
          || right.filter(held -> held == settling).isPresent()) {
        return Optional.of(settling);
      }
      return left.isPresent() && right.isPresent() ? Optional.of(!settling) : Optional.empty();
    }
    return isKnown(node, known)
        ? Optional.of(
                EVALUATOR.coerceToType(((AstNode) node).eval(bindings, context), Boolean.class))
            .map(Boolean.class::cast)
        : Optional.empty();
  }

  private static boolean isKnown(Node node, Set<String> known) {
    if (node instanceof FunctionNode
        || node instanceof IdentifierNode named && !known.contains(named.getName())) {
      return false;
    }
    for (int i = 0; i < node.getCardinality(); i++) {
      if (!isKnown(node.getChild(i), known)) {
        return false;
      }
    }
    return true;
  }

  private static Optional<Words> forbidden(Node node) {
    if (node instanceof AstProperty property && !allowed(property)) {
      return Optional.of(Words.of("it may read facts only, not parts of objects"));
    }
    if (node instanceof AstProperty property && isPlainDate(node.getChild(0))) {
      return Optional.of(
          Words.of("there is no “%s” of a date that is none to calculate with", name(property)));
    }
    for (int i = 0; i < node.getCardinality(); i++) {
      Optional<Words> inside = forbidden(node.getChild(i));
      if (inside.isPresent()) {
        return inside;
      }
    }
    return Optional.empty();
  }

  /** What {@code now()} and {@code toDate()} answer; {@code dateTime()} can be calculated with. */
  private static boolean isPlainDate(Node node) {
    return node instanceof AstNested && isPlainDate(node.getChild(0))
        || node instanceof FunctionNode function && function.getName().equals("now")
        || node instanceof AstMethod method
            && method.getChild(0) instanceof AstProperty called
            && name(called).equals("toDate");
  }

  /** A dot prints itself as a dot, a blank and the name behind it. */
  private static String name(AstProperty property) {
    return property.toString().replaceFirst("^\\.\\s*", "");
  }

  private static boolean allowed(AstProperty property) {
    String name = name(property);
    return property instanceof AstDot && (PROPERTIES.contains(name) || METHODS.contains(name));
  }
}
