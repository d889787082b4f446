package fr.fabrique.notification;

/**
 * A message that waits to be sent.
 *
 * @param subject the business key it is about; the recipient in a digest
 * @param digest whether it gathers what waits for the recipient
 */
record Message(String id, String recipient, String template, String subject, boolean digest) {}
