package io.agentmesh.worker.lifecycle;

import io.agentmesh.task.Task;
import io.agentmesh.worker.slot.Decision;

/**
 * A task whose run goes on since an earlier life of the worker, or has ended meanwhile; its slot is taken.
 *
 * @param decision with the folder that it works in
 */
public record AdoptedTask(Task task, Decision decision) {
}
