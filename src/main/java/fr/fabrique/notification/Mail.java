package fr.fabrique.notification;

/** A message as it is read. */
record Mail(String subject, String text, String html) {}
