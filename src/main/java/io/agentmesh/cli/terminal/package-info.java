/**
 * Output on a terminal: tables, progress, ages, and escaping of untrusted text. Begin with {@link
 * io.agentmesh.cli.terminal.Streams}. Nothing here may know the server.
 */
package io.agentmesh.cli.terminal;
