package fr.fabrique.people.signin;

import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.identity.PasswordPolicy;
import org.camunda.bpm.engine.identity.PasswordPolicyRule;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * A password is long; nothing else is asked of it, because people answer rules about digits and
 * signs with passwords that are easier to guess.
 */
@Component
class PasswordRule implements PasswordPolicyRule {

  private final int least;

  PasswordRule(ProcessEngine engine, @Value("${fabrique.least-password-length}") int least) {
    this.least = least;
    PasswordPolicy policy = () -> List.of(this);
    engine.getProcessEngineConfiguration().setPasswordPolicy(policy).setEnablePasswordPolicy(true);
  }

  /** Under which Welcome and Admin have its words. */
  @Override
  public String getPlaceholder() {
    return "PASSWORD_POLICY_LENGTH";
  }

  @Override
  public Map<String, String> getParameters() {
    return Map.of("minLength", String.valueOf(least));
  }

  @Override
  public boolean execute(String password) {
    return password.length() >= least;
  }
}
