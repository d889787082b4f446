package fr.fabrique.engine.check;

import camundajar.impl.scala.Product;
import camundajar.impl.scala.collection.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.camunda.feel.api.FeelEngineApi;
import org.camunda.feel.api.FeelEngineBuilder;
import org.camunda.feel.api.ParseResult;
import org.camunda.feel.syntaxtree.ConstContext;
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

/** Reads the language of decision tables and of conditions in forms. */
final class Feel {

  /** Loaded when something is found that is not plain to see: it takes a good part of a second. */
  private static final class Parser {

    private static final FeelEngineApi ENGINE = FeelEngineBuilder.forJava().build();
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
  private static final String NAME =
      "(?!(?:true|false|null|not|and|or|if|then|else|for|in|return|some|every|satisfies|between"
          + "|instance|function|external|date|time|duration)\\b)[A-Za-z_][A-Za-z0-9_]*";
  private static final String HELD = NAME + "\\s*(?:!=|=|<=|>=|<|>)\\s*" + VALUE;
  private static final Pattern PLAIN_EXPRESSION =
      Pattern.compile(
          "\\s*(?:%1$s|%2$s(?:\\s+(?:and|or)\\s+%2$s){0,20})\\s*".formatted(NAME, HELD));
  private static final String NUMBER = "-?\\d+(?:\\.\\d+)?";
  private static final Pattern PLAIN_TESTS =
      Pattern.compile(
          "-|(?:(?:<=|>=|<|>)\\s*)?(?:%2$s|%3$s)|[\\[\\](]%2$s\\.\\.%2$s[\\[\\])]|%1$s(?:\\s*,\\s*%1$s){0,50}"
              .formatted(VALUE, NUMBER, NAME));
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
   * @param plain whether it needs no more time and memory than its length says: no loop, no
   *     function of its own, no pattern that is searched for, no power
   */
  record Parsed(Set<String> names, Optional<Words> problem, boolean plain) {}

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

  /** A fact, or facts held against values: no more than names, signs and values. */
  private static Parsed plain(String text) {
    Set<String> names = new LinkedHashSet<>();
    Matcher name = NAME_OR_TEXT.matcher(text);
    while (name.find()) {
      if (!name.group().startsWith("\"") && !KEYWORDS.contains(name.group())) {
        names.add(name.group());
      }
    }
    return new Parsed(names, Optional.empty(), true);
  }

  private static Parsed remembered(
      Map<String, Parsed> known, String text, Function<String, Parsed> read) {
    if (isTooMuch(text)) {
      return new Parsed(Set.of(), Optional.of(TOO_MUCH), false);
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
      return new Parsed(Set.of(), Optional.of(Words.of("it cannot be read (%s)", why)), true);
    }
    Object parsed = result.parsedExpression().expression();
    if (contains(parsed, JavaFunctionInvocation.class)) {
      return new Parsed(Set.of(), Optional.of(Words.of("it calls Java")), false);
    }
    Set<String> names = new LinkedHashSet<>();
    if (!namesThings(parsed)) {
      collectNames(parsed, names);
    }
    return new Parsed(names, Optional.empty(), isPlain(parsed));
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
    return !(node instanceof Product parts) || parts.productIterator().forall(Feel::callsCheapOnly);
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
    if (node instanceof Product parts) {
      Iterator<Object> each = parts.productIterator();
      while (each.hasNext()) {
        if (contains(each.next(), kind)) {
          return true;
        }
      }
    }
    return false;
  }

  private static void collectNames(Object node, Set<String> names) {
    if (node instanceof Ref ref) {
      names.add(ref.names().head());
    } else if (node instanceof Product parts) {
      parts
          .productIterator()
          .foreach(
              part -> {
                collectNames(part, names);
                return null;
              });
    }
  }
}
