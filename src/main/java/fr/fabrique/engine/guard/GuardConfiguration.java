package fr.fabrique.engine.guard;

import fr.fabrique.engine.ClaimRule;
import fr.fabrique.engine.LateAnswers;
import org.camunda.bpm.engine.ProcessEngine;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the guard in front of every call of the engine's web applications. */
@Configuration(proxyBeanMethods = false)
class GuardConfiguration {

  /** Behind the sign-in, which stands at -100, and before the web applications' own filters. */
  private static final int BEHIND_SIGN_IN = 0;

  @Bean
  FilterRegistrationBean<EngineGuard> engineGuard(
      ObjectProvider<ProcessEngine> engine,
      ObjectProvider<ClaimRule> claimRules,
      ObjectProvider<LateAnswers> lateAnswers,
      ApplicationEventPublisher events) {
    FilterRegistrationBean<EngineGuard> filter =
        new FilterRegistrationBean<>(
            new EngineGuard(new TaskOwnership(engine, claimRules, lateAnswers), events));
    filter.addUrlPatterns(Call.ROOT + "/*");
    filter.setOrder(BEHIND_SIGN_IN);
    return filter;
  }
}
