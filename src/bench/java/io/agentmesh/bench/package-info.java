/**
 * Benchmarks of the worker as it is shipped: {@code bin/agentmesh worker} as a process of its own, with the launcher's
 * flags, a scripted agent, and a server on loopback. See {@code docs/benchmarks.md}.
 */
package io.agentmesh.bench;
