/** What a route would do with a stream of ideas, played by the engine itself. */
@NamedInterface("forecast")
package fr.fabrique.change.forecast;

import org.springframework.modulith.NamedInterface;
