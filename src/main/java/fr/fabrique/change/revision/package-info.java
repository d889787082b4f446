/** The states of the route: drafts, what was in force, what is. */
package fr.fabrique.change.revision;
