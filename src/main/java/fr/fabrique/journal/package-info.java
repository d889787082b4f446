/** What people answered in the tasks of a subject, kept for the tasks that follow. */
package fr.fabrique.journal;
