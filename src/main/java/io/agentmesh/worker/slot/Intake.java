package io.agentmesh.worker.slot;

import java.util.List;
import java.util.function.Supplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the worker may claim another task: not while the disk or the outbox is full. Logs each change once. Running
 * tasks go on, and their outcomes are stored.
 */
public class Intake {

    private static final Logger LOG = LoggerFactory.getLogger(Intake.class);

    private final List<Supplier<String>> problems;
    private String logged = "";

    /** @param problems each a sentence, or empty while all is well */
    @SafeVarargs
    public Intake(Supplier<String>... problems) {
        this.problems = List.of(problems);
    }

    public synchronized boolean isOpen() {
        String problem = problems.stream().map(Supplier::get).filter(text -> !text.isEmpty()).findFirst().orElse("");
        if (!problem.isEmpty() && logged.isEmpty()) {
            LOG.warn("no tasks are taken: {}", problem);
        } else if (problem.isEmpty() && !logged.isEmpty()) {
            LOG.info("tasks are taken again");
        }
        logged = problem;
        return problem.isEmpty();
    }
}
