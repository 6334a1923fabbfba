/**
 * {@code agentmesh demo}: the scripted model, the sample repository, the child processes, and the steps that use them.
 */
package io.agentmesh.cli.demo;
