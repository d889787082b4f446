package fr.fabrique.people.signin;

import java.io.Serializable;

/**
 * From where somebody asks to come in.
 *
 * @param browser what the browser says it was called here; empty when it says nothing
 */
record Visitor(String address, String browser) implements Serializable {}
