package fr.fabrique.engine.check;

import camundajar.impl.scala.Product;
import fr.fabrique.engine.check.Expressions.Comparison;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.camunda.feel.FeelEngine$;
import org.camunda.feel.api.FeelEngineApi;
import org.camunda.feel.api.FeelEngineBuilder;
import org.camunda.feel.api.ParseResult;
import org.camunda.feel.impl.interpreter.BuiltinFunctions;
import org.camunda.feel.syntaxtree.ConstBool;
import org.camunda.feel.syntaxtree.ConstContext;
import org.camunda.feel.syntaxtree.ConstNumber;
import org.camunda.feel.syntaxtree.ConstString;
import org.camunda.feel.syntaxtree.EveryItem;
import org.camunda.feel.syntaxtree.Exponentiation;
import org.camunda.feel.syntaxtree.Filter;
import org.camunda.feel.syntaxtree.For;
import org.camunda.feel.syntaxtree.FunctionDefinition;
import org.camunda.feel.syntaxtree.FunctionInvocation;
import org.camunda.feel.syntaxtree.JavaFunctionInvocation;
import org.camunda.feel.syntaxtree.QualifiedFunctionInvocation;
import org.camunda.feel.syntaxtree.Ref;
import org.camunda.feel.syntaxtree.SomeItem;
import org.camunda.feel.valuemapper.ValueMapper;

/** Reads the language of decision tables and of conditions in forms. */
final class Feel {

  /** Loaded when something is found that is not plain to see: it takes a good part of a second. */
  private static final class Parser {

    private static final FeelEngineApi ENGINE = FeelEngineBuilder.forJava().build();

    private static final BuiltinFunctions FUNCTIONS =
        new BuiltinFunctions(FeelEngine$.MODULE$.defaultClock(), ValueMapper.defaultValueMapper());
  }

  /** Functions whose cost does not grow beyond what they are given. */
  private static final Set<String> CHEAP =
      Set.of(
          "not",
          "is defined",
          "abs",
          "floor",
          "ceiling",
          "min",
          "max",
          "sum",
          "mean",
          "median",
          "contains",
          "starts with",
          "ends with",
          "upper case",
          "lower case",
          "list contains");

  private static final String VALUE = "(?:\"[^\"\\\\]*\"|-?\\d+(?:\\.\\d+)?|true|false|null)";
  private static final String NUMBER = "-?\\d+(?:\\.\\d+)?";
  private static final String NAME =
      "(?!(?:true|false|null|not|and|or|if|then|else|for|in|return|some|every|satisfies|between"
          + "|instance|function|external|date|time|duration)\\b)[A-Za-z_][A-Za-z0-9_]*";
  private static final String HELD = NAME + "\\s*(?:!=|=|<=|>=|<|>)\\s*" + VALUE;
  private static final Pattern PLAIN_EXPRESSION =
      Pattern.compile(
          "\\s*(?:%1$s|%2$s|%3$s(?:\\s+(?:and|or)\\s+%3$s){0,20})\\s*"
              .formatted(VALUE, NAME, HELD));
  private static final Pattern PLAIN_TESTS =
      Pattern.compile(
          "-|(?:(?:<=|>=|<|>)\\s*)?(?:%2$s|%3$s)|[\\[\\](]%2$s\\.\\.%2$s[\\[\\])]|%1$s(?:\\s*,\\s*%1$s){0,50}"
              .formatted(VALUE, NUMBER, NAME));
  private static final Pattern PLAIN_LIST =
      Pattern.compile("%1$s(?:\\s*,\\s*%1$s){0,50}".formatted(VALUE));
  private static final Pattern LISTED = Pattern.compile(VALUE);
  private static final Pattern PLAIN_HELD =
      Pattern.compile("(<=|>=|<|>)\\s*(%s)".formatted(NUMBER));
  private static final Pattern PLAIN_RANGE =
      Pattern.compile("([\\[(])(%1$s)\\.\\.(%1$s)([\\])])".formatted(NUMBER));
  private static final Pattern ONE_HELD =
      Pattern.compile("(%s)\\s*(?:!=|=|<=|>=|<|>)\\s*(%s)".formatted(NAME, VALUE));
  private static final Pattern NAME_OR_TEXT = Pattern.compile("\"[^\"]*\"|[A-Za-z_][A-Za-z0-9_]*");
  private static final Set<String> KEYWORDS = Set.of("true", "false", "null", "and", "or");

  /** A route holds the same few texts again and again, and its drafts hold them once more. */
  private static final int MOST_KNOWN = 5_000;

  /** What is longer or lies deeper nobody can read, and the parser goes as deep as brackets do. */
  private static final int LONGEST = 2_000;

  private static final int DEEPEST = 20;

  static final Words TOO_MUCH =
      Words.of(
          "it is longer than %s characters, or its brackets lie in each other deeper than %s",
          LONGEST, DEEPEST);

  private static final Map<String, Parsed> EXPRESSIONS = new ConcurrentHashMap<>();
  private static final Map<String, Parsed> TESTS = new ConcurrentHashMap<>();

  private Feel() {}

  /**
   * A text that was read.
   *
   * @param names what it refers to; empty where it introduces names of its own
   * @param problem why it cannot be evaluated, empty when it may be
   * @param comparisons each of its names held against a value that is written there
   * @param plain whether it needs no more time and memory than its length says: no loop, no
   *     function of its own, no pattern that is searched for, no power
   */
  record Parsed(
      Set<String> names, Optional<Words> problem, List<Comparison> comparisons, boolean plain) {

    private static Parsed useless(Words problem, boolean plain) {
      return new Parsed(Set.of(), Optional.of(problem), List.of(), plain);
    }
  }

  static Parsed expression(String text) {
    if (PLAIN_EXPRESSION.matcher(text).matches()) {
      return plain(text);
    }
    return remembered(EXPRESSIONS, text, t -> read(Parser.ENGINE.parseExpression(t)));
  }

  /** A cell of a decision table that is held against its column's value. */
  static Parsed unaryTests(String text) {
    if (PLAIN_TESTS.matcher(text).matches()) {
      return plain(text);
    }
    return remembered(TESTS, text, t -> read(Parser.ENGINE.parseUnaryTests(t)));
  }

  /**
   * Whether a cell takes the value; not where it rests on other facts, or may be much work to tell.
   */
  static boolean takes(String cell, Object value) {
    Matcher list = PLAIN_LIST.matcher(cell);
    if (list.matches()) {
      return LISTED
          .matcher(cell)
          .results()
          .anyMatch(v -> value.equals(Outcomes.literal(v.group())));
    }
    Matcher held = PLAIN_HELD.matcher(cell);
    Matcher range = PLAIN_RANGE.matcher(cell);
    if (held.matches() || range.matches()) {
      return value instanceof Double number
          && (held.matches()
              ? holds(number, held.group(1), held.group(2))
              : holds(number, range.group(1).equals("[") ? ">=" : ">", range.group(2))
                  && holds(number, range.group(4).equals("]") ? "<=" : "<", range.group(3)));
    }
    Parsed parsed = unaryTests(cell);
    return parsed.problem().isEmpty()
        && parsed.names().isEmpty()
        && parsed.plain()
        && Boolean.TRUE.equals(
            Parser.ENGINE.evaluateUnaryTests(cell, value, Map.<String, Object>of()).result());
  }

  private static boolean holds(double number, String sign, String bound) {
    int compared = Double.compare(number, Double.parseDouble(bound));
    return switch (sign) {
      case "<" -> compared < 0;
      case "<=" -> compared <= 0;
      case ">" -> compared > 0;
      default -> compared >= 0;
    };
  }

  /** A value, a fact, or facts held against values: no more than names, signs and values. */
  private static Parsed plain(String text) {
    Set<String> names = new LinkedHashSet<>();
    Matcher name = NAME_OR_TEXT.matcher(text);
    while (name.find()) {
      if (!name.group().startsWith("\"") && !KEYWORDS.contains(name.group())) {
        names.add(name.group());
      }
    }
    List<Comparison> comparisons = new ArrayList<>();
    Matcher held = ONE_HELD.matcher(text);
    while (held.find()) {
      Object value = Outcomes.literal(held.group(2));
      if (value != null) {
        comparisons.add(new Comparison(held.group(1), value));
      }
    }
    return new Parsed(names, Optional.empty(), comparisons, true);
  }

  private static Parsed remembered(
      Map<String, Parsed> known, String text, Function<String, Parsed> read) {
    if (isTooMuch(text)) {
      return Parsed.useless(TOO_MUCH, false);
    }
    if (known.size() > MOST_KNOWN) {
      known.clear();
    }
    return known.computeIfAbsent(text, read);
  }

  static boolean isTooMuch(String text) {
    return text.length() > LONGEST || depth(text) > DEEPEST;
  }

  /** How deep brackets lie in each other at most, those inside texts counted too. */
  static int depth(String text) {
    int depth = 0;
    int deepest = 0;
    for (char character : text.toCharArray()) {
      if ("([{".indexOf(character) >= 0) {
        deepest = Math.max(deepest, ++depth);
      } else if (")]}".indexOf(character) >= 0) {
        depth--;
      }
    }
    return deepest;
  }

  private static Parsed read(ParseResult result) {
    if (!result.isSuccess()) {
      String why = result.failure().message().replaceAll("\\s+", " ");
      return Parsed.useless(Words.of("it cannot be read (%s)", why), true);
    }
    Object parsed = result.parsedExpression().expression();
    if (contains(parsed, JavaFunctionInvocation.class)) {
      return Parsed.useless(Words.of("it calls Java"), false);
    }
    Set<String> names = new LinkedHashSet<>();
    List<Comparison> comparisons = new ArrayList<>();
    if (!namesThings(parsed)) {
      collectNames(parsed, names);
      compare(parsed, comparisons);
    }
    Optional<Words> problem =
        unknownFunction(parsed).map(name -> Words.of("there is no function “%s”", name));
    return new Parsed(names, problem, comparisons, isPlain(parsed));
  }

  private static boolean isPlain(Object parsed) {
    return !namesThings(parsed)
        && Stream.of(Exponentiation.class, QualifiedFunctionInvocation.class)
            .noneMatch(kind -> contains(parsed, kind))
        && callsCheapOnly(parsed);
  }

  private static boolean callsCheapOnly(Object node) {
    if (node instanceof FunctionInvocation call && !CHEAP.contains(call.function())) {
      return false;
    }
    return parts(node).allMatch(Feel::callsCheapOnly);
  }

  private static boolean namesThings(Object parsed) {
    return contains(parsed, For.class)
        || contains(parsed, SomeItem.class)
        || contains(parsed, EveryItem.class)
        || contains(parsed, Filter.class)
        || contains(parsed, FunctionDefinition.class)
        || contains(parsed, ConstContext.class);
  }

  private static boolean contains(Object node, Class<?> kind) {
    if (kind.isInstance(node)) {
      return true;
    }
    return parts(node).anyMatch(part -> contains(part, kind));
  }

  private static Optional<String> unknownFunction(Object node) {
    if (node instanceof FunctionInvocation call
        && Parser.FUNCTIONS.getFunctions(call.function()).isEmpty()) {
      return Optional.of(call.function());
    }
    return parts(node).flatMap(part -> unknownFunction(part).stream()).findFirst();
  }

  private static void compare(Object node, List<Comparison> found) {
    if (node instanceof org.camunda.feel.syntaxtree.Comparison) {
      List<Object> sides = parts(node).toList();
      compared(sides.get(0), sides.get(1), found);
      compared(sides.get(1), sides.get(0), found);
    }
    parts(node).forEach(part -> compare(part, found));
  }

  private static void compared(Object one, Object other, List<Comparison> found) {
    if (one instanceof Ref fact && fact.names().size() == 1) {
      value(other).ifPresent(value -> found.add(new Comparison(fact.names().head(), value)));
    }
  }

  private static Optional<Object> value(Object node) {
    return node instanceof ConstString text
        ? Optional.of(text.value())
        : node instanceof ConstBool flag
            ? Optional.of(flag.value())
            : node instanceof ConstNumber number
                ? Optional.of(number.value().toDouble())
                : Optional.empty();
  }

  private static Stream<Object> parts(Object node) {
    if (!(node instanceof Product parts)) {
      return Stream.empty();
    }
    return IntStream.range(0, parts.productArity()).mapToObj(parts::productElement);
  }

  private static void collectNames(Object node, Set<String> names) {
    if (node instanceof Ref ref) {
      names.add(ref.names().head());
    } else {
      parts(node).forEach(part -> collectNames(part, names));
    }
  }
}
