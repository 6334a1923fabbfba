/**
 * Tokens and roles. Begin with {@link io.agentmesh.server.access.AccessTokens}. No token may be stored, logged or
 * compared in plain text.
 */
package io.agentmesh.server.access;
