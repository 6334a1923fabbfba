/**
 * Output and outcomes that a worker stores in Redis until the server acknowledges them. Begin with {@link
 * io.agentmesh.redis.spool.Spool}. Nothing here knows HTTP.
 */
package io.agentmesh.redis.spool;
