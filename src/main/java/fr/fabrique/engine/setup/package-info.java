/** How the engine is set up. */
package fr.fabrique.engine.setup;
