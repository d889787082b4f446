/** All that the station does in the engine. */
package fr.fabrique.handover.process;
