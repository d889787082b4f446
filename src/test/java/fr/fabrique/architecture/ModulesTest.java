package fr.fabrique.architecture;

import fr.fabrique.FabriqueApplication;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

class ModulesTest {

  @Test
  void modules_use_each_others_public_face_only_and_never_in_a_circle() {
    ApplicationModules.of(FabriqueApplication.class).verify();
  }
}
