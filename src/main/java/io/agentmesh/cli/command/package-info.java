/**
 * The client commands: submit, tasks, show, logs, diff, apply, cancel, retry, workers, codebases. Begin with {@link
 * io.agentmesh.cli.command.ClientCommands}. HTTP calls are made by {@code cli.client} alone.
 */
package io.agentmesh.cli.command;
