/** Demo people and ideas for a first look, and the refusal to run with them anywhere else. */
package fr.fabrique.demo;
