/** Time-boxed calls for ideas, and the permanent one that is always open. */
package fr.fabrique.challenge;
