/** Who stands where on the route, and who follows to another revision of it. */
@NamedInterface("move")
package fr.fabrique.change.move;

import org.springframework.modulith.NamedInterface;
