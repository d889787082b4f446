/** Plays all people through a whole stream of ideas, as a rehearsal of the route. */
package fr.fabrique.rehearsal;
