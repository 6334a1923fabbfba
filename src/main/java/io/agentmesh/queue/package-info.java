/**
 * Redis: the connection, and the names of what server and workers share there. No class of its client is loaded before
 * a Redis is configured.
 */
package io.agentmesh.queue;
