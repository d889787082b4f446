/** All that the station does in the engine. */
package fr.fabrique.incubation.process;
