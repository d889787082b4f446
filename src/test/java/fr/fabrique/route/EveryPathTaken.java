package fr.fabrique.route;

import java.io.File;
import java.lang.reflect.Method;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestWatcher;
import org.junit.platform.commons.annotation.Testable;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/**
 * Fails a class of path tests, when all its tests have run, for every path that none of them took.
 * A single method run on its own is not judged; a disabled one does not excuse its path.
 */
class EveryPathTaken
    implements BeforeAllCallback, BeforeEachCallback, TestWatcher, AfterAllCallback {

  private final Set<Method> seen = new HashSet<>();
  private Date start;

  @Override
  public void beforeAll(ExtensionContext context) {
    if (isOutermost(context)) {
      taken(context).forget();
      start = ClockUtil.getCurrentTime();
    }
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    seen.add(context.getRequiredTestMethod());
  }

  @Override
  public void testDisabled(ExtensionContext context, Optional<String> reason) {
    context.getTestMethod().ifPresent(seen::add);
  }

  @Override
  public void afterAll(ExtensionContext context) {
    if (!isOutermost(context) || !seen.containsAll(tests(context.getRequiredTestClass()))) {
      return;
    }
    File file = fileOf(context.getRequiredTestClass());
    Paths paths = Paths.in(file);
    List<String> left = paths.untaken(taken(context).of(paths, start));
    if (!left.isEmpty()) {
      throw new AssertionError(
          "No test of %s takes these paths of %s:%n  %s"
              .formatted(
                  context.getRequiredTestClass().getSimpleName(),
                  file.getName(),
                  String.join("%n  ".formatted(), left)));
    }
  }

  /** The test methods of the class and of those nested in it. */
  static Set<Method> tests(Class<?> type) {
    Set<Method> tests =
        new HashSet<>(
            ReflectionSupport.findMethods(
                type,
                method -> AnnotationSupport.isAnnotated(method, Testable.class),
                HierarchyTraversalMode.TOP_DOWN));
    for (Class<?> nested : type.getDeclaredClasses()) {
      tests.addAll(tests(nested));
    }
    return tests;
  }

  static File fileOf(Class<?> tests) {
    return new File("processes", tests.getAnnotation(PathsOf.class).value());
  }

  private static boolean isOutermost(ExtensionContext context) {
    return context.getRequiredTestClass().isAnnotationPresent(PathsOf.class);
  }

  private static TakenPaths taken(ExtensionContext context) {
    return SpringExtension.getApplicationContext(context).getBean(TakenPaths.class);
  }
}
