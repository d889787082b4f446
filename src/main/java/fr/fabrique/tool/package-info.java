/** What the subcommands of the jar share. */
package fr.fabrique.tool;
