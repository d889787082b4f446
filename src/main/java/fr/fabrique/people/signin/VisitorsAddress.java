package fr.fabrique.people.signin;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Refuses to start where a visitor could write the address that the throttle goes by. */
@Component
class VisitorsAddress implements SmartInitializingSingleton {

  private final String strategy;

  VisitorsAddress(@Value("${server.forward-headers-strategy:none}") String strategy) {
    this.strategy = strategy;
  }

  @Override
  public void afterSingletonsInstantiated() {
    if (strategy.equalsIgnoreCase("framework")) {
      throw new IllegalStateException(
          "With server.forward-headers-strategy=framework any visitor could pretend to come from"
              + " another's address: set it to native, and name the proxies in"
              + " server.tomcat.remoteip.internal-proxies.");
    }
  }
}
