/** Who stands where on the route, and who follows to another revision of it. */
package fr.fabrique.change.move;
