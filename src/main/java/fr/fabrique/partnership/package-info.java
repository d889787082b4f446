/** Agreements with academia, companies and public bodies. */
package fr.fabrique.partnership;
