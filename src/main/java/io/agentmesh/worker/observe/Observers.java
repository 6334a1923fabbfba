package io.agentmesh.worker.observe;

import java.util.List;
import java.util.function.Consumer;

import io.agentmesh.task.Outcome;
import io.agentmesh.task.Task;
import io.agentmesh.task.WorkerObserver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All observers of the worker as one. A failure of an observer doesn't affect a task. */
public final class Observers implements WorkerObserver {

    private static final Logger LOG = LoggerFactory.getLogger(Observers.class);

    private final List<WorkerObserver> all;

    Observers(List<WorkerObserver> all) {
        this.all = List.copyOf(all);
    }

    @Override
    public void polled(int tasks) {
        notifyObservers(one -> one.polled(tasks));
    }

    @Override
    public void retried() {
        notifyObservers(WorkerObserver::retried);
    }

    @Override
    public void opened(Task task) {
        notifyObservers(one -> one.opened(task));
    }

    @Override
    public void claimed(Task task) {
        notifyObservers(one -> one.claimed(task));
    }

    @Override
    public void adopted(Task task) {
        notifyObservers(one -> one.adopted(task));
    }

    @Override
    public void finished(Task task, Outcome outcome) {
        notifyObservers(one -> one.finished(task, outcome));
    }

    @Override
    public void closed(Task task) {
        notifyObservers(one -> one.closed(task));
    }

    @Override
    public void settled(String taskId, int attempt, long droppedBytes) {
        notifyObservers(one -> one.settled(taskId, attempt, droppedBytes));
    }

    private void notifyObservers(Consumer<WorkerObserver> news) {
        for (WorkerObserver one : all) {
            try {
                news.accept(one);
            } catch (RuntimeException e) {
                LOG.warn("what the worker does can't be counted or traced: {}", e.toString());
            }
        }
    }
}
