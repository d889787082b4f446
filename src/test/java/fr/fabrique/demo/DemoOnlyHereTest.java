package fr.fabrique.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import fr.fabrique.FabriqueApplication;
import fr.fabrique.OwnEngine;
import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.engine.IdentityService;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.context.WebServerInitializedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.mock.env.MockEnvironment;

/** Demo passwords open nothing but a demonstration on this machine. */
@OwnEngine
class DemoOnlyHereTest {

  @Test
  void no_port_opens_where_strangers_could_use_demo_passwords() {
    List<Object> opened = new ArrayList<>();
    ApplicationListener<WebServerInitializedEvent> port = opened::add;
    SpringApplicationBuilder application =
        new SpringApplicationBuilder(FabriqueApplication.class)
            .profiles("demo", "test")
            .listeners(port);

    assertThatThrownBy(() -> application.run("--server.port=0", "--server.address=0.0.0.0"))
        .hasMessageContaining("answers on this machine only");

    assertThat(opened).isEmpty();
  }

  @Test
  void service_does_not_start_while_an_account_has_the_demo_password() {
    IdentityService identity = mock(IdentityService.class);
    when(identity.checkPassword("chair", DemoPeople.PASSWORD)).thenReturn(true);
    MockEnvironment service = new MockEnvironment();
    service.setActiveProfiles("service");

    assertThatThrownBy(
            () -> new DemoOnlyHere(service, identity, "127.0.0.1").afterSingletonsInstantiated())
        .hasMessageContaining("'chair' still has the demo password");
  }
}
