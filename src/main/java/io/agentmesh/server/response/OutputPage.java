package io.agentmesh.server.response;

/**
 * What a stream of a task's output sends next.
 *
 * @param events Server-Sent Events, ready to be written; empty where there is nothing new
 * @param last   the position of the last piece that was sent
 * @param isEnd  whether nothing comes after this
 */
public record OutputPage(String events, int last, boolean isEnd) {
}
