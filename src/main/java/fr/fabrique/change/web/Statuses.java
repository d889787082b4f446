package fr.fabrique.change.web;

import fr.fabrique.change.revision.ChangeRefused;
import org.springframework.http.HttpStatus;

/** How a refusal is said in HTTP. */
final class Statuses {

  private Statuses() {}

  static HttpStatus of(ChangeRefused refused) {
    return switch (refused.reason()) {
      case UNKNOWN -> HttpStatus.NOT_FOUND;
      case INVALID -> HttpStatus.BAD_REQUEST;
      case NOT_YOURS -> HttpStatus.FORBIDDEN;
      case CONFLICT -> HttpStatus.CONFLICT;
    };
  }
}
