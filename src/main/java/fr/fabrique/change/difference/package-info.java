/** In what one route differs from another, in the words of those who own it. */
package fr.fabrique.change.difference;
