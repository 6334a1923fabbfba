/**
 * The task streams in Redis: how workers read, acknowledge and take over entries, and how the server adds them. Begin
 * with {@link io.agentmesh.redis.stream.TaskQueue}. Nothing here decides whether a worker takes a task.
 */
package io.agentmesh.redis.stream;
