/** One sign-in for our pages, the API and the engine's web applications. */
package fr.fabrique.people.signin;
