/** The checklist, the committee and the project factory that bring an idea into production. */
package fr.fabrique.handover;
