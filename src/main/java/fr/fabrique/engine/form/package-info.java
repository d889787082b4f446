/** The contract that a form is: what a task shows, what it asks, and nothing else. */
package fr.fabrique.engine.form;
