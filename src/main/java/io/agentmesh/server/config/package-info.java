/**
 * The settings of {@code agentmesh serve}, checked before Camel starts. Begin with {@link
 * io.agentmesh.server.config.ServerSettings}. Nothing here opens a port or a database.
 */
package io.agentmesh.server.config;
