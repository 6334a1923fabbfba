/**
 * {@code agentmesh install} and {@code uninstall}: the program, its systemd units, user, folders and first settings,
 * for a machine or for one user. The Debian package has the same files.
 */
package io.agentmesh.cli.install;
