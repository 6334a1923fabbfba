/**
 * Tasks from Redis: which streams the worker reads, and the entries that it has until their tasks have ended. Begin
 * with {@link io.agentmesh.worker.redis.QueueBeans}. Whether a task is accepted is decided elsewhere.
 */
package io.agentmesh.worker.redis;
