/**
 * The one shared technical room: deploys diagrams and forms, keeps the contract that a form is, and
 * guards the engine. Stations of the route talk to the engine through the types of this package.
 */
package fr.fabrique.engine;
