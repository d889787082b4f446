/** The states of the route: drafts, what was in force, what is. */
@NamedInterface("revision")
package fr.fabrique.change.revision;

import org.springframework.modulith.NamedInterface;
