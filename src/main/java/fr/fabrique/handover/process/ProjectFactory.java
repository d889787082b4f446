package fr.fabrique.handover.process;

import fr.fabrique.engine.DeferredWork;
import fr.fabrique.engine.EngineClock;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;

/**
 * Asks the project factory to build and run an idea. The request is written with the committee's go
 * and sent afterwards with an id that stays the same when it is sent again. Without an address the
 * request stays in the table, unsent.
 */
@Component
class ProjectFactory implements DeferredWork {

  private static final String KIND = "project-factory";

  private final JdbcClient jdbc;
  private final DeferredWork.Scheduler later;
  private final Optional<RestClient> factory;

  ProjectFactory(
      JdbcClient jdbc,
      DeferredWork.Scheduler later,
      @Value("${fabrique.project-factory-url:}") String url) {
    this.jdbc = jdbc;
    this.later = later;
    this.factory = url.isBlank() ? Optional.empty() : Optional.of(RestClient.create(url));
  }

  private record Request(String id, String idea) {}

  void request(String idea) {
    String id = UUID.randomUUID().toString();
    jdbc.sql("insert into factory_request (id, idea, requested_at) values (?, ?, ?)")
        .params(id, idea, EngineClock.now())
        .update();
    later.schedule(KIND, id);
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public void perform(String id) {
    Optional<Request> unsent =
        jdbc.sql("select id, idea from factory_request where id = ? and sent_at is null")
            .param(id)
            .query(Request.class)
            .optional();
    if (unsent.isEmpty() || factory.isEmpty()) {
      return;
    }
    factory
        .get()
        .post()
        .header("Idempotency-Key", id)
        .contentType(MediaType.APPLICATION_JSON)
        .body(Map.of("request", id, "idea", unsent.get().idea()))
        .retrieve()
        .toBodilessEntity();
    jdbc.sql("update factory_request set sent_at = ? where id = ?")
        .params(EngineClock.now(), id)
        .update();
  }
}
