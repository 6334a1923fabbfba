/**
 * {@code agentmesh doctor}: checks what a worker needs, one by one with the worker's own settings, and advises what to
 * do. It changes nothing, neither here nor at the server.
 */
package io.agentmesh.cli.doctor;
