/** From an accepted idea to a proof in use, with a facilitator and an intrapreneur. */
package fr.fabrique.incubation;
