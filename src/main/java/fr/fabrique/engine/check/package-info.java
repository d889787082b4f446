/**
 * Reads a route that is about to be put in force, file by file, and says all that is wrong with it.
 * It needs the files and the catalogue of steps, and neither an engine nor a running product.
 */
package fr.fabrique.engine.check;
