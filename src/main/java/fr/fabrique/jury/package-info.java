/** Panels, seats, assessments, tallies and verdicts. */
package fr.fabrique.jury;
