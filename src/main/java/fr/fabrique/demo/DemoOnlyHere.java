package fr.fabrique.demo;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.camunda.bpm.engine.IdentityService;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.stereotype.Component;

/** Refuses to start where demo passwords would be a danger, before the first call is answered. */
@Component
class DemoOnlyHere implements SmartInitializingSingleton {

  private final Environment environment;
  private final IdentityService identity;
  private final String address;

  DemoOnlyHere(
      Environment environment,
      IdentityService identity,
      @Value("${server.address:}") String address) {
    this.environment = environment;
    this.identity = identity;
    this.address = address;
  }

  @Override
  public void afterSingletonsInstantiated() {
    if (environment.acceptsProfiles(Profiles.of("demo"))) {
      if (!isOnThisMachineOnly()) {
        throw new IllegalStateException(
            "The demo profile answers on this machine only: set server.address to 127.0.0.1, or"
                + " choose another profile.");
      }
    } else {
      DemoPeople.ACCOUNTS.stream()
          .map(DemoPeople.Account::id)
          .filter(account -> identity.checkPassword(account, DemoPeople.PASSWORD))
          .findFirst()
          .ifPresent(
              account -> {
                throw new IllegalStateException(
                    "The account '%s' still has the demo password: use a fresh database or change"
                            .formatted(account)
                        + " the passwords of all demo accounts first.");
              });
    }
  }

  private boolean isOnThisMachineOnly() {
    try {
      return !address.isBlank() && InetAddress.getByName(address).isLoopbackAddress();
    } catch (UnknownHostException unknown) {
      return false;
    }
  }
}
