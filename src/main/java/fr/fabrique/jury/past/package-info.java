/** Juries of the past, imported with their scores, and the report on any jury's reviews. */
package fr.fabrique.jury.past;
