package io.agentmesh.faults;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** Which faults were injected, and what went wrong. Task numbers are those of the plan; 0 stands for none. */
final class Tally {

    private final Map<String, List<Integer>> injected = new LinkedHashMap<>();
    private final Map<String, String> omitted = new LinkedHashMap<>();
    private final List<Violation> violations = new CopyOnWriteArrayList<>();

    /** @param task the number of the task that was hit, or 0 */
    record Violation(int task, String words) {
    }

    /** @param times of which none may have gone wrong */
    record Row(String fault, int times, int survived, String remark) {
    }

    synchronized void injected(String fault, int task) {
        injected.computeIfAbsent(fault, any -> new CopyOnWriteArrayList<>()).add(task);
    }

    /** Says why a fault isn't among them. */
    synchronized void omitted(String fault, String reason) {
        omitted.put(fault, reason);
    }

    void violated(int task, String words) {
        violations.add(new Violation(task, words));
    }

    List<Violation> violations() {
        return violations;
    }

    synchronized List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        injected.forEach((fault, tasks) -> rows.add(new Row(fault, tasks.size(),
                (int) tasks.stream().filter(task -> !isViolated(task)).count(), "")));
        omitted.forEach((fault, reason) -> rows.add(new Row(fault, 0, 0, "not injected: " + reason)));
        rows.sort(Comparator.comparing(Row::fault));
        return rows;
    }

    private boolean isViolated(int task) {
        return violations.stream().anyMatch(violation -> violation.task() == task);
    }
}
