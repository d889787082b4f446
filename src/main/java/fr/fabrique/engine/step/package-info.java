/** What diagrams may name in expressions, and the defaults that they carry. */
package fr.fabrique.engine.step;
