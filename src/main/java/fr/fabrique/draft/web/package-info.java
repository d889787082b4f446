/** The calls by which Tasklist keeps drafts. */
package fr.fabrique.draft.web;
