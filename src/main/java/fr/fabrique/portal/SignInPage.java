package fr.fabrique.portal;

import fr.fabrique.demo.DemoPeople;
import java.security.Principal;
import java.util.List;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.web.WebAttributes;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.SessionAttribute;

/** The door: one sign-in for our pages and the engine's web applications. */
@Controller
class SignInPage {

  /** Accounts worth trying first; each has a sentence among the texts. */
  static final List<String> DEMO_ACCOUNTS =
      List.of("juror1", "animator", "author", "chair", "owner", "admin");

  private final boolean demo;

  SignInPage(Environment environment) {
    this.demo = environment.acceptsProfiles(Profiles.of("demo"));
  }

  @GetMapping("/login")
  String signIn(
      @RequestParam(required = false) String error,
      @RequestParam(required = false) String logout,
      @SessionAttribute(name = WebAttributes.AUTHENTICATION_EXCEPTION, required = false)
          Exception refused,
      Principal person,
      Model page) {
    if (person != null) {
      return "redirect:/";
    }
    if (error != null) {
      page.addAttribute(
          "refusal", refused instanceof LockedException ? "login.throttled" : "login.refused");
    }
    page.addAttribute("signedOut", logout != null && error == null);
    if (demo) {
      page.addAttribute("demoAccounts", DEMO_ACCOUNTS);
      page.addAttribute("demoPassword", DemoPeople.PASSWORD);
    }
    return "login";
  }
}
