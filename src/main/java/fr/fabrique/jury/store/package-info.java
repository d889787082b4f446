/** The jury's tables. */
package fr.fabrique.jury.store;
