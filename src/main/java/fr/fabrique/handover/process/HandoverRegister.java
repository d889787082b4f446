package fr.fabrique.handover.process;

import fr.fabrique.engine.EngineClock;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What became of each handover. */
@Component
class HandoverRegister {

  private final JdbcClient jdbc;

  HandoverRegister(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void record(String idea, String outcome) {
    jdbc.sql("insert into handover_outcome (idea, outcome, recorded_at) values (?, ?, ?)")
        .params(idea, outcome, EngineClock.now())
        .update();
  }
}
