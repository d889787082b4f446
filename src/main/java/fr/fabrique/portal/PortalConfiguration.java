package fr.fabrique.portal;

import java.util.List;
import java.util.Locale;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.unit.DataSize;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.i18n.AcceptHeaderLocaleResolver;

/** The reader's language, and how much the API takes at once. */
@Configuration(proxyBeanMethods = false)
class PortalConfiguration {

  /** After the filters of sign-in, so that only people who are known are listened to at length. */
  private static final int AFTER_SIGN_IN = 10;

  /** The first language of the browser that we speak; English when there is none. */
  @Bean
  LocaleResolver localeResolver() {
    AcceptHeaderLocaleResolver languages = new AcceptHeaderLocaleResolver();
    languages.setSupportedLocales(List.of(Locale.ENGLISH, Locale.FRENCH));
    languages.setDefaultLocale(Locale.ENGLISH);
    return languages;
  }

  @Bean
  FilterRegistrationBean<BodyLimit> bodyLimit(
      @Value("${spring.servlet.multipart.max-request-size}") DataSize most) {
    FilterRegistrationBean<BodyLimit> filter =
        new FilterRegistrationBean<>(new BodyLimit(most.toBytes()));
    filter.addUrlPatterns("/api/*");
    filter.setOrder(AFTER_SIGN_IN);
    return filter;
  }
}
