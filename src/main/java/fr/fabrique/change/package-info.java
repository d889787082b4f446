/**
 * The process owner's room: what an edited route would break and for whom, before it is published.
 */
package fr.fabrique.change;
