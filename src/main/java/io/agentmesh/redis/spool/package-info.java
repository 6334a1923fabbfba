/**
 * Output and outcomes that a worker keeps in Redis until the server has them. Begin with {@link
 * io.agentmesh.redis.spool.Spool}. Nothing here knows HTTP.
 */
package io.agentmesh.redis.spool;
