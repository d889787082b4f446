/** Challenges over HTTP. */
package fr.fabrique.challenge.web;
