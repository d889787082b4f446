/** What somebody has begun to answer in a task: theirs alone, until the task is done. */
package fr.fabrique.draft;
