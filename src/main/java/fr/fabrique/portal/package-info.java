/** Our own pages: sign-in, home, and an author's ideas. */
package fr.fabrique.portal;
