/**
 * OpenCode: its command line, configuration, sessions and models. Begin with {@link
 * io.agentmesh.opencode.OpenCodeBinding}. No name of a Camel route may come in.
 */
package io.agentmesh.opencode;
