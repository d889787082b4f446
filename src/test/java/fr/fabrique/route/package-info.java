/** Every path of every diagram, walked on the real engine. */
package fr.fabrique.route;
