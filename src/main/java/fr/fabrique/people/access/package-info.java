/** Groups, what each may do in the engine, and the lists each finds in Tasklist. */
package fr.fabrique.people.access;
