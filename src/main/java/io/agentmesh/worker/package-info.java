/**
 * What a worker knows and keeps: its codebases, its free slots, its outbox, and what it does at start and stop.
 */
package io.agentmesh.worker;
