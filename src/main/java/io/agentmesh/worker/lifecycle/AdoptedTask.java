package io.agentmesh.worker.lifecycle;

import io.agentmesh.task.Task;
import io.agentmesh.worker.slot.Decision;

/**
 * A task whose run has outlived the previous worker process, or has ended meanwhile; it has a slot.
 *
 * @param decision with its working folder
 */
public record AdoptedTask(Task task, Decision decision) {
}
