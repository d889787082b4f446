package fr.fabrique.portal;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** The pages that everybody starts from. */
@Controller
class PortalPages {

  @GetMapping("/login")
  String signIn() {
    return "login";
  }
}
