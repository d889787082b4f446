/**
 * Who is who: accounts, groups, units and the roster of facilitators, and how people sign in and
 * out.
 */
package fr.fabrique.people;
