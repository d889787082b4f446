package fr.fabrique.change.web;

import static org.assertj.core.api.Assertions.assertThat;

import fr.fabrique.FabriqueTest;
import fr.fabrique.change.revision.Revisions;
import fr.fabrique.change.web.HostileUploads.Upload;
import fr.fabrique.change.web.Modeler.Answer;
import fr.fabrique.engine.check.Hostile;
import java.util.List;
import org.camunda.bpm.engine.RepositoryService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** One of each kind; all of them are the matter of {@link HostileUploadsBenchmark}. */
@FabriqueTest
class HostileUploadsTest {

  @LocalServerPort private int port;
  @Autowired private RepositoryService repository;
  @Autowired private Revisions revisions;

  static List<Upload> uploads() {
    return HostileUploads.oneOfEachKind();
  }

  @ParameterizedTest
  @MethodSource("uploads")
  void is_refused_with_the_reason_and_leaves_nothing_behind(Upload upload) {
    long deployments = repository.createDeploymentQuery().count();
    int drafts = revisions.all().size();

    Answer answer = Modeler.of(port, "owner").deploy(upload.name(), upload.content());

    assertThat(answer.status()).as(answer.body().toString()).isIn(400, 413);
    assertThat(answer.body().path("message").asText(answer.body().path("detail").asText()))
        .isNotBlank()
        .doesNotContain("\tat ", "Exception");
    assertThat(repository.createDeploymentQuery().count()).isEqualTo(deployments);
    assertThat(revisions.all()).hasSize(drafts);
    assertThat(Hostile.hasRun()).isFalse();
  }

  @Test
  void there_are_five_hundred_of_them() {
    assertThat(HostileUploads.all()).hasSizeGreaterThan(500);
  }
}
