/** Past verdicts, run again with another verdict table: what it would have changed. */
package fr.fabrique.jury.replay;
