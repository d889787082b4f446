/** Ideas over HTTP. */
package fr.fabrique.idea.web;
