/** How facilitators are trained: all that a cohort does in the engine. */
package fr.fabrique.people.training;
