/** The pages of those who preside over a jury, and of those who review. */
package fr.fabrique.jury.web;
