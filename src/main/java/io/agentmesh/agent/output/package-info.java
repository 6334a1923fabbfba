/**
 * Output of runs on its way to the server: followed, masked, cut into batches, acknowledged. Begin with {@link
 * io.agentmesh.agent.output.RunOutputs}. Memory use must not grow with the output.
 */
package io.agentmesh.agent.output;
