package fr.fabrique.engine;

import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.context.annotation.ClassPathBeanDefinitionScanner;
import org.springframework.core.type.filter.AnnotationTypeFilter;

/** The product's steps, without the product running. */
public final class Catalogues {

  private Catalogues() {}

  public static StepCatalogue ofTheProduct() {
    DefaultListableBeanFactory beans = new DefaultListableBeanFactory();
    ClassPathBeanDefinitionScanner scanner = new ClassPathBeanDefinitionScanner(beans, false);
    scanner.addIncludeFilter(new AnnotationTypeFilter(ProcessStep.class));
    scanner.addIncludeFilter(new AnnotationTypeFilter(StartsProcess.class));
    scanner.scan("fr.fabrique");
    return new StepCatalogue(beans);
  }
}
