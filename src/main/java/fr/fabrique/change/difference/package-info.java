/** In what one route differs from another, in the words of those who own it. */
@NamedInterface("difference")
package fr.fabrique.change.difference;

import org.springframework.modulith.NamedInterface;
