/**
 * The client commands: submit, tasks, show, logs, cancel, retry, workers, codebases. Begin with {@link
 * io.agentmesh.cli.command.ClientCommands}. No HTTP call is made here but through {@code cli.client}.
 */
package io.agentmesh.cli.command;
