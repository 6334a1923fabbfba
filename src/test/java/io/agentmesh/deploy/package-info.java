/** Tests of the files in {@code src/deploy} and of the {@code Dockerfile}: that they are whole, and fit the program. */
package io.agentmesh.deploy;
