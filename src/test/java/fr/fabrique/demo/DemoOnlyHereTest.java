package fr.fabrique.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.fabrique.FabriqueApplication;
import fr.fabrique.OwnEngine;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.context.WebServerInitializedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;

/** Demo passwords open nothing but a demonstration on this machine. */
@OwnEngine
class DemoOnlyHereTest {

  private static final String DATABASE =
      "--spring.datasource.url=jdbc:h2:mem:demo-only-here;DB_CLOSE_DELAY=-1";

  private final List<Object> opened = new ArrayList<>();

  @Test
  void no_port_opens_where_demo_passwords_would_be_a_danger() {
    assertThatThrownBy(() -> start("demo", "--server.address=0.0.0.0"))
        .hasMessageContaining("answers on this machine only");
    assertThat(opened).isEmpty();

    start("demo", "--server.address=127.0.0.1").close();
    assertThat(opened).hasSize(1);

    assertThatThrownBy(() -> start("service", "--server.address=127.0.0.1"))
        .hasMessageContaining("still has the demo password");
    assertThat(opened).hasSize(1);
  }

  private ConfigurableApplicationContext start(String profile, String address) {
    ApplicationListener<WebServerInitializedEvent> port = opened::add;
    return new SpringApplicationBuilder(FabriqueApplication.class)
        .profiles(profile, "test")
        .listeners(port)
        .run(DATABASE, "--server.port=0", address);
  }
}
