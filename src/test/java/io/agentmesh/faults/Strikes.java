package io.agentmesh.faults;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Strikes when the moment of a task's plan has come, once for each task. */
final class Strikes {

    private final TaskBook book;
    private final Dice dice;
    private final MeshServer server;
    private final Tally tally;
    private final History history;
    private final Set<String> struck = ConcurrentHashMap.newKeySet();

    Strikes(TaskBook book, Dice dice, MeshServer server, Tally tally, History history) {
        this.book = book;
        this.dice = dice;
        this.server = server;
        this.tally = tally;
        this.history = history;
    }

    /** The tasks whose strike is still to come at that moment. */
    Set<String> waiting(Moment moment) {
        return book.plans().entrySet().stream()
                .filter(entry -> entry.getValue().hasStrike(moment) && !struck.contains(entry.getKey()))
                .map(Map.Entry::getKey).collect(Collectors.toSet());
    }

    /** @return whether who was to get an answer, or to give it, is gone */
    boolean happen(Moment moment, String task, FleetWorker worker) throws InterruptedException {
        TaskPlan plan = book.plan(task);
        if (plan == null || !plan.hasStrike(moment) || dice.isStopped() || !struck.add(task)) {
            return false;
        }
        tally.injected(plan.strike().words(), plan.number());
        double begun = History.now();
        Action action = plan.strike().action();
        try {
            perform(action, task, worker);
        } catch (IOException e) {
            tally.violated(0, action.words() + " failed: " + e);
        }
        history.note(worker.name(), action, begun);
        return action.endsWorker() || action == Action.KILL_SERVER;
    }

    private void perform(Action action, String task, FleetWorker worker) throws IOException, InterruptedException {
        switch (action) {
            case KILL_WORKER -> worker.kill();
            case STOP_WORKER -> worker.stop();
            case HAND_OVER -> worker.handOver();
            case SHIFT_CLOCK -> worker.killAndShiftClock();
            case KEEP_AWAY -> worker.killAndKeepAway();
            case KILL_SERVER -> server.strike();
            case KILL_REDIS -> server.strikeRedis(false);
            case EMPTY_REDIS -> server.strikeRedis(true);
            case FILL_DISK -> new FullDisk(worker.state()).fill();
            case CANCEL -> cancel(task);
            default -> throw new IllegalArgumentException(action.toString());
        }
    }

    /** A server that is down, or has just seen the task's end, says no. */
    private void cancel(String task) throws InterruptedException {
        try {
            server.cancel(task);
        } catch (IOException tooLate) {
            tally.injected("a cancel that came too late", book.plan(task).number());
        }
    }
}
