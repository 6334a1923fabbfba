package io.agentmesh.faults;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;

/** Checks the books of a run that is over. */
final class Audit {

    private final Path root;
    private final MeshServer server;
    private final TaskBook book;
    private final History history;
    private final Tally tally;

    Audit(Path root, MeshServer server, TaskBook book, History history, Tally tally) {
        this.root = root;
        this.server = server;
        this.book = book;
        this.history = history;
        this.tally = tally;
    }

    void checkTasks() throws IOException, InterruptedException {
        List<Execution> all = Execution.read(root.resolve("marks"));
        Map<String, List<Execution>> byTask = all.stream().collect(Collectors.groupingBy(Execution::task));
        for (Map.Entry<String, TaskPlan> entry : book.plans().entrySet()) {
            String id = entry.getKey();
            JsonNode task = server.task(id);
            Verdict verdict = new Verdict(entry.getValue(), task, byTask.getOrDefault(id, List.of()), history);
            Behaviour behaviour = entry.getValue().behaviour();
            if (behaviour != Behaviour.PLAIN && byTask.containsKey(id)) {
                tally.injected("agent: " + behaviour.words(), entry.getValue().number());
            }
            String status = task.path("status").asText();
            String end = book.end(id);
            report(id, end == null || end.equals(status) ? null : "was " + end + " first and is " + status + " now");
            report(id, end == null ? "has not ended: it is " + status : verdict.wrongEnd());
            report(id, verdict.wrongExecutions());
            report(id, verdict.wrongOutput(OutputText.read(server.output(id))));
        }
        checkOverlaps(all);
    }

    /** By the agents' own times; that all their processes were gone is seen by the lock that they hold. */
    private void checkOverlaps(List<Execution> all) {
        Map<String, List<Execution>> byCodebase = all.stream().collect(Collectors.groupingBy(Execution::codebase));
        for (List<Execution> inOrder : byCodebase.values()) {
            for (int i = 1; i < inOrder.size(); i++) {
                if (inOrder.get(i - 1).end() > inOrder.get(i).begin()) {
                    report(inOrder.get(i).task(), "began in " + inOrder.get(i).codebase() + " before "
                            + inOrder.get(i - 1).name() + " ended there");
                }
            }
        }
    }

    /** When the workers have ended. */
    void checkLeftovers(List<FleetWorker> workers) throws IOException, InterruptedException {
        Leftovers left = new Leftovers(root);
        left.processes().forEach(pid -> tally.violated(0, "process " + pid + " is left"));
        left.temporaryFiles().forEach(file -> tally.violated(0, "the temporary folder " + file + " is left"));
        left.controlGroups(book.plans().keySet()).forEach(group -> tally.violated(0, "the control group " + group + " is left"));
        left.locks(workers).forEach(lock -> tally.violated(0, "a lock is held: " + lock));
        for (FleetWorker worker : workers) {
            left.files(worker).forEach(file -> tally.violated(0, "the file " + file + " is left"));
            for (String refused : left.refused(worker)) {
                String id = refused.substring(0, refused.indexOf(' ')).replaceFirst("-\\d+$", "");
                // Of an attempt that the server gave to somebody else, or had cancelled.
                if (!refused.contains("409")) {
                    report(id, "its outcome was refused: " + refused);
                } else {
                    tally.injected("an outcome of an attempt that had lost its task", book.plan(id).number());
                }
            }
        }
    }

    private void report(String task, String trouble) {
        TaskPlan plan = book.plans().get(task);
        if (trouble != null) {
            tally.violated(plan.number(), plan.words() + ", id " + task + ": " + trouble);
        }
    }
}
