/**
 * {@code agentmesh install} and {@code uninstall}: the program, its systemd units, its user, folders and first settings, for a
 * machine or for one user. The same files make the Debian package.
 */
package io.agentmesh.cli.install;
