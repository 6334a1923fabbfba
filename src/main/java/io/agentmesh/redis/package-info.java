/**
 * The connection to Redis, its names and its failures, shared by worker and server. Begin with {@link
 * io.agentmesh.redis.RedisConnection}. No task is read or written here.
 */
package io.agentmesh.redis;
