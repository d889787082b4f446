/** All that a challenge does in the engine. */
package fr.fabrique.challenge.process;
