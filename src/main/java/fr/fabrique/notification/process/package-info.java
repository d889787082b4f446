/** What the engine does that people are told about. */
package fr.fabrique.notification.process;
