/** The owners' pages, and the door of Camunda Modeler. */
package fr.fabrique.change.web;
