package io.agentmesh.worker.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.agentmesh.task.Outcome;
import io.agentmesh.task.Task;
import io.agentmesh.task.WorkerObserver;
import io.agentmesh.worker.Samples;

class ObserversTest {

    @Test
    void allAreToldThoughOneOfThemFails() {
        List<String> heard = new ArrayList<>();
        WorkerObserver broken = new WorkerObserver() {
            @Override
            public void finished(Task task, Outcome outcome) {
                throw new IllegalStateException("full");
            }
        };
        WorkerObserver good = new WorkerObserver() {
            @Override
            public void finished(Task task, Outcome outcome) {
                heard.add(task.id() + " " + outcome.status());
            }
        };

        new Observers(List.of(broken, good)).finished(Samples.task("t1"), Samples.OUTCOME);

        assertThat(heard).containsExactly("t1 completed");
    }
}
