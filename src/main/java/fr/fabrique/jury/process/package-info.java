/** All that a review does in the engine. */
package fr.fabrique.jury.process;
