/** The ideas' tables. */
package fr.fabrique.idea.store;
