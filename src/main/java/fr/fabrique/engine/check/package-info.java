/**
 * Reads a route before it is put in force and tells its owner, in plain words, what would fail
 * later in front of somebody who cannot mend it.
 */
@NamedInterface("check")
package fr.fabrique.engine.check;

import org.springframework.modulith.NamedInterface;
