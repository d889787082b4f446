/** Ideas, their authors, and the route that each idea travels. */
package fr.fabrique.idea;
