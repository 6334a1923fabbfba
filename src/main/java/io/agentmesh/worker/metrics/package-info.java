/**
 * What a worker tells Prometheus at {@code /observe/metrics}: its own figures beside those of Camel's routes. Only loaded
 * where the management port is open.
 */
package io.agentmesh.worker.metrics;
