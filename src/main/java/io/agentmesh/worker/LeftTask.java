package io.agentmesh.worker;

import io.agentmesh.task.Task;

/**
 * A task whose run goes on since an earlier life of the worker, or has ended meanwhile; its slot is taken.
 *
 * @param decision with the folder that it works in
 */
public record LeftTask(Task task, Decision decision) {
}
