/**
 * Output on a terminal: tables, progress, ages, text from outside made safe. Begin with {@link
 * io.agentmesh.cli.terminal.Streams}. Nothing here may know the server.
 */
package io.agentmesh.cli.terminal;
