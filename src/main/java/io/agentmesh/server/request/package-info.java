/**
 * Checks of what clients send, one class a resource, each of which names the values as the SQL of the routes does.
 * Begin with {@link io.agentmesh.server.request.TaskRequests}. No SQL and no answer is made here.
 */
package io.agentmesh.server.request;
