/** When a draft has had its day. */
package fr.fabrique.draft.process;
