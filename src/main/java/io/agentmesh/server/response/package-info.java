/**
 * What the server says: rows of the database in the shape of the HTTP contract. Begin with {@link
 * io.agentmesh.server.response.TaskAnswers}. No request is checked here.
 */
package io.agentmesh.server.response;
