/** The rules of a fair review. */
package fr.fabrique.jury.domain;
