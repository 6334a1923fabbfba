/**
 * The server's side of Redis: pending tasks on streams, events, and whether Redis is reachable. Begin with {@link
 * io.agentmesh.server.redis.ServerRedis}. Redis is optional, so nothing here may be needed where none is configured.
 */
package io.agentmesh.server.redis;
