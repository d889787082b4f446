/** All that an idea's route does in the engine. */
package fr.fabrique.idea.process;
