package fr.fabrique.portal;

import static org.assertj.core.api.Assertions.assertThat;

import fr.fabrique.FabriqueTest;
import fr.fabrique.challenge.Challenges;
import fr.fabrique.idea.Submission;
import fr.fabrique.idea.Submission.NewIdea;
import java.util.List;
import java.util.UUID;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.identity.User;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A session is worth what its account is worth. */
@FabriqueTest
class SessionTest {

  private static final String ENGINE = "/camunda/api/engine/engine/default";
  private static final String LISTS = ENGINE + "/filter/count";

  @LocalServerPort private int port;
  @Autowired private IdentityService identity;
  @Autowired private Submission submission;
  @Autowired private TaskService tasks;

  private final String account = "temp" + UUID.randomUUID().toString().substring(0, 8);

  @BeforeEach
  void anAnimator() {
    User user = identity.newUser(account);
    user.setPassword("first password");
    identity.saveUser(user);
    identity.createMembership(account, "agents");
    identity.createMembership(account, "animators");
  }

  @AfterEach
  void goes() {
    identity.deleteUser(account);
  }

  @Test
  void it_ends_with_the_account() {
    Reader person = signedIn();

    identity.deleteUser(account);

    assertThat(person.open("/ideas").path()).startsWith("/login");
    assertThat(person.open(LISTS).status()).isEqualTo(401);
  }

  @Test
  void it_ends_with_the_password_that_opened_it() {
    Reader person = signedIn();

    User user = identity.createUserQuery().userId(account).singleResult();
    user.setPassword("second password");
    identity.saveUser(user);

    assertThat(person.open("/ideas").path()).startsWith("/login");
    assertThat(person.open(LISTS).status()).isEqualTo(401);
  }

  @Test
  void who_leaves_a_group_loses_its_tasks_at_once() {
    Reader person = signedIn();
    String screening = ENGINE + "/task/" + screening();
    assertThat(person.open(screening).status()).isEqualTo(200);

    identity.deleteMembership(account, "animators");

    assertThat(person.open(screening).status()).isEqualTo(404);
    assertThat(person.open("/ideas").path()).isEqualTo("/ideas");
  }

  @Test
  void a_name_that_no_account_can_have_is_simply_wrong() {
    assertThat(new Reader(port, "en").signIn("a\0b", "x").text("[role=alert]"))
        .isEqualTo("The account or the password is wrong.");
  }

  private String screening() {
    String idea =
        submission.submit(
            Challenges.PERMANENT,
            "author2",
            new NewIdea(
                null,
                "A shelf for what was found",
                null,
                "One shelf at the entrance where everything that was found waits for its owner.",
                null,
                null,
                null,
                null,
                List.of(),
                null));
    return tasks.createTaskQuery().processInstanceBusinessKey(idea).singleResult().getId();
  }

  private Reader signedIn() {
    Reader person = new Reader(port, "en");
    assertThat(person.signIn(account, "first password").path()).isEqualTo("/");
    assertThat(person.open(LISTS).status()).isEqualTo(200);
    return person;
  }
}
