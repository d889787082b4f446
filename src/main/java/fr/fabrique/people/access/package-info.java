/** Groups, what each may do in the engine, and what each finds in Tasklist. */
package fr.fabrique.people.access;
