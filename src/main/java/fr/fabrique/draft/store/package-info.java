/** The table of drafts. */
package fr.fabrique.draft.store;
