/** What many reviews say together: plain computation, without Spring, engine or database. */
package fr.fabrique.jury.statistics;
