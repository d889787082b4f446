/** Messages to people: written with the change that causes them, sent afterwards. */
package fr.fabrique.notification;
