package io.agentmesh.server.response;

/**
 * The next part of a stream of a task's output.
 *
 * @param events Server-Sent Events, ready to be sent; empty where there is nothing new
 * @param last   the position of the last piece in it
 * @param isEnd  whether nothing follows
 */
public record OutputPage(String events, int last, boolean isEnd) {
}
