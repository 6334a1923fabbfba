/**
 * Requests that the server answers when there is something: long polls and output streams. Begin with {@link
 * io.agentmesh.server.longpoll.LongPolls}. No class here may change a row of the database.
 */
package io.agentmesh.server.longpoll;
