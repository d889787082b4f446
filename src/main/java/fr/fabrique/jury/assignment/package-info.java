/** Who reviews which idea, and in which order ideas are discussed: arithmetic and nothing else. */
package fr.fabrique.jury.assignment;
