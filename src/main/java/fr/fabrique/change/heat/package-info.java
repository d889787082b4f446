/** How the route runs: who is where, how long each step takes, where ideas end. */
package fr.fabrique.change.heat;
