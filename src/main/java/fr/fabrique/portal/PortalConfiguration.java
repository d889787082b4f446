package fr.fabrique.portal;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.type.LogicalType;
import jakarta.servlet.DispatcherType;
import java.util.List;
import java.util.Locale;
import org.apache.catalina.core.StandardHost;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.jackson.Jackson2ObjectMapperBuilderCustomizer;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
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

  /** What a program sends is understood wholly or refused: nothing of it is dropped unsaid. */
  @Bean
  Jackson2ObjectMapperBuilderCustomizer strictJson() {
    return json ->
        json.featuresToEnable(
                DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
                JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .postConfigurer(PortalConfiguration::takeTextsForTextsOnly);
  }

  private static void takeTextsForTextsOnly(ObjectMapper json) {
    for (CoercionInputShape other :
        List.of(CoercionInputShape.Integer, CoercionInputShape.Float, CoercionInputShape.Boolean)) {
      json.coercionConfigFor(LogicalType.Textual).setCoercion(other, CoercionAction.Fail);
    }
  }

  @Bean
  FilterRegistrationBean<BodyLimit> bodyLimit(
      @Value("${spring.servlet.multipart.max-request-size}") DataSize most, ObjectMapper json) {
    FilterRegistrationBean<BodyLimit> filter =
        new FilterRegistrationBean<>(new BodyLimit(most.toBytes(), json));
    filter.addUrlPatterns("/api/*");
    filter.setOrder(AFTER_SIGN_IN);
    return filter;
  }

  @Bean
  FilterRegistrationBean<KnownMethods> knownMethods(ObjectMapper json) {
    FilterRegistrationBean<KnownMethods> filter =
        new FilterRegistrationBean<>(new KnownMethods(json));
    filter.setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.ERROR);
    filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
    return filter;
  }

  @Bean
  FilterRegistrationBean<OwnNonce> ownNonce() {
    FilterRegistrationBean<OwnNonce> filter = new FilterRegistrationBean<>(new OwnNonce());
    filter.addUrlPatterns("/camunda/*");
    filter.setOrder(AFTER_SIGN_IN);
    return filter;
  }

  /** What the server refuses before any page or call is found gets an answer of ours as well. */
  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> bareAnswers() {
    return server ->
        server.addContextCustomizers(
            context ->
                ((StandardHost) context.getParent())
                    .setErrorReportValveClass(BareAnswer.class.getName()));
  }
}
