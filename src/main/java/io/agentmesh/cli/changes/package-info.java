/**
 * What a task changed, what it cost and what it waits for, in the words of the terminal, and a diff put into a checkout.
 * Begin with {@link io.agentmesh.cli.changes.TaskChanges}. Only {@link io.agentmesh.cli.changes.Checkout} starts git.
 */
package io.agentmesh.cli.changes;
