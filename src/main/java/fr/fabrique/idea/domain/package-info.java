/** What makes two ideas alike, and what must not be shared here. */
package fr.fabrique.idea.domain;
