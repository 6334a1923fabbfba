/**
 * Validation of requests, one class a resource; each names the values for the SQL of the routes. Begin with {@link
 * io.agentmesh.server.request.TaskRequests}. No SQL and no answer is made here.
 */
package io.agentmesh.server.request;
