/**
 * What {@code agentmesh demo} is made of: the scripted model, the sample repository, the child processes, and the
 * story that they tell together.
 */
package io.agentmesh.cli.demo;
