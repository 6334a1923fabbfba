/**
 * Decides which listed tasks are this worker's to run. Begin with {@link io.agentmesh.worker.intake.Acceptance}.
 * Nothing here may change a task.
 */
package io.agentmesh.worker.intake;
