package io.agentmesh.worker.slot;

import java.util.List;
import java.util.function.Supplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the worker has room for another task: not while the disk or the outbox is full. Each change is told once.
 * What runs already goes on, and its outcome is kept.
 */
public class Intake {

    private static final Logger LOG = LoggerFactory.getLogger(Intake.class);

    private final List<Supplier<String>> problems;
    private String told = "";

    /** @param problems each a sentence, or empty while all is well */
    @SafeVarargs
    public Intake(Supplier<String>... problems) {
        this.problems = List.of(problems);
    }

    public synchronized boolean isOpen() {
        String problem = problems.stream().map(Supplier::get).filter(text -> !text.isEmpty()).findFirst().orElse("");
        if (!problem.isEmpty() && told.isEmpty()) {
            LOG.warn("no tasks are taken: {}", problem);
        } else if (problem.isEmpty() && !told.isEmpty()) {
            LOG.info("tasks are taken again");
        }
        told = problem;
        return problem.isEmpty();
    }
}
