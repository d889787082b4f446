package fr.fabrique.idea.domain;

import java.util.regex.Pattern;

/**
 * Finds protective markings, written in capitals as French rules ask (IGI 1300, II 901): a text
 * that bears one must not be handled in an open system.
 */
public final class ProtectiveMarking {

  private static final Pattern MARKING =
      Pattern.compile(
          "\\b(DIFFUSION RESTREINTE|SECRET D[EÉ]FENSE|TR[EÈ]S SECRET|CONFIDENTIEL D[EÉ]FENSE"
              + "|NATO (RESTRICTED|CONFIDENTIAL|SECRET))\\b");

  private ProtectiveMarking() {}

  public static boolean isOn(String text) {
    return text != null && MARKING.matcher(text).find();
  }
}
