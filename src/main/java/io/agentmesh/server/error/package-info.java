/**
 * Errors that a client gets as {@code {"detail": …}}, and what counts as an outage of the database. Begin with {@link
 * io.agentmesh.server.error.ApiException}; the routes' {@code errors} file turns it into an answer. Nothing here may know a
 * route or a table.
 */
package io.agentmesh.server.error;
