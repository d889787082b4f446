/** Brings diagrams, decision tables and forms into the engine as one unit. */
package fr.fabrique.engine.deployment;
