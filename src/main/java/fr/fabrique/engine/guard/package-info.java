/** Closes what the stock engine and its web applications leave open. */
package fr.fabrique.engine.guard;
