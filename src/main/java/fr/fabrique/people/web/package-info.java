/** Where administrators see units and people, and move them. */
package fr.fabrique.people.web;
