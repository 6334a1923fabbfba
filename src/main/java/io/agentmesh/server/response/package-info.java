/**
 * Answers: rows of the database as JSON of the HTTP contract. Begin with {@link
 * io.agentmesh.server.response.TaskAnswers}. No request is checked here.
 */
package io.agentmesh.server.response;
