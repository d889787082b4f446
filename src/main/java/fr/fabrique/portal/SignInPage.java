package fr.fabrique.portal;

import fr.fabrique.demo.DemoPeople;
import fr.fabrique.people.KeptForm;
import fr.fabrique.people.SignInAttributes;
import java.security.Principal;
import java.util.List;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestParam;

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
  String signIn(@RequestParam(required = false) String logout, Principal person, Model page) {
    if (person != null) {
      return "redirect:/";
    }
    page.addAttribute("signedOut", logout != null);
    return door(page);
  }

  /** The answer to a sign-in that failed, or to a form whose session had ended. */
  @PostMapping("/login/again")
  String again(
      @RequestAttribute(name = SignInAttributes.NOTICE, required = false) String notice,
      @RequestAttribute(name = SignInAttributes.MINUTES, required = false) Long minutes,
      @RequestAttribute(name = KeptForm.NAME, required = false) KeptForm kept,
      @RequestParam(required = false) String username,
      Model page) {
    page.addAttribute("refusal", notice);
    page.addAttribute("minutes", minutes);
    page.addAttribute("account", username);
    page.addAttribute("kept", kept == null || kept.isEmpty() ? null : kept.fields());
    return door(page);
  }

  private String door(Model page) {
    if (demo) {
      page.addAttribute("demoAccounts", DEMO_ACCOUNTS);
      page.addAttribute("demoPassword", DemoPeople.PASSWORD);
    }
    return "login";
  }
}
