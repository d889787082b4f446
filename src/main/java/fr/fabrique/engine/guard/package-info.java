/**
 * Closes what the stock engine and its web applications leave open: {@link
 * fr.fabrique.engine.guard.AllowedCalls} is the table of what people may call.
 */
package fr.fabrique.engine.guard;
