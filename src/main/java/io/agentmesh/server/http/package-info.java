/**
 * What every request passes before a route sees it: limits, host allowlist, authentication. Begin with {@link
 * io.agentmesh.server.http.HttpListener}. No class here may know what a task is.
 */
package io.agentmesh.server.http;
