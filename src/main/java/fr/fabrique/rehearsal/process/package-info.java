/** All that a rehearsal does to the engine itself: its clock, its jobs, what is open and ended. */
package fr.fabrique.rehearsal.process;
