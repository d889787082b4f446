/** The challenges' tables. */
package fr.fabrique.challenge.store;
