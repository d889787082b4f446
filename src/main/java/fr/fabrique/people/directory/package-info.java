/** Accounts and groups in the engine's identity tables, units in ours. */
package fr.fabrique.people.directory;
