package fr.fabrique.engine;

import org.springframework.context.support.ResourceBundleMessageSource;

/** The product's texts in a language, without the product. */
public final class Language {

  private Language() {}

  public static Texts texts(String language) {
    ResourceBundleMessageSource texts = new ResourceBundleMessageSource();
    texts.setBasename("messages");
    texts.setDefaultEncoding("UTF-8");
    texts.setAlwaysUseMessageFormat(true);
    texts.setFallbackToSystemLocale(false);
    return new Texts(texts, language);
  }
}
