/**
 * {@code agentmesh doctor}: what a worker needs, looked at one by one with the worker's own settings, and what to do where
 * something is wrong. Nothing is changed by it, neither here nor at the server.
 */
package io.agentmesh.cli.doctor;
