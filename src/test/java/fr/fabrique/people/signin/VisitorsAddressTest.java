package fr.fabrique.people.signin;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class VisitorsAddressTest {

  @Test
  void headers_that_any_visitor_can_write_are_not_believed() {
    assertThatThrownBy(() -> new VisitorsAddress("FRAMEWORK").afterSingletonsInstantiated())
        .hasMessageContaining("set it to native");
  }

  @Test
  void the_servers_own_reading_of_them_is() {
    assertThatCode(() -> new VisitorsAddress("native").afterSingletonsInstantiated())
        .doesNotThrowAnyException();
  }
}
