package io.agentmesh.cli.client;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/**
 * Follows a task to its end by polling, which every server supports. A server that is unreachable for a while, as
 * during a restart, is retried.
 */
public final class Follower {

    private static final Duration TIMEOUT = Duration.ofMinutes(5);
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final Tasks tasks;
    private final Clock clock;
    private final Consumer<JsonNode> onPiece;
    private final Consumer<JsonNode> onWait;
    private final Runnable onGap;

    /**
     * @param onPiece receives each piece of output
     * @param onWait  receives the task while it hasn't ended, or an empty object while the server is unreachable
     * @param onGap   see {@link OutputReader}
     */
    public Follower(Tasks tasks, Clock clock, Consumer<JsonNode> onPiece, Consumer<JsonNode> onWait, Runnable onGap) {
        this.tasks = tasks;
        this.clock = clock;
        this.onPiece = onPiece;
        this.onWait = onWait;
        this.onGap = onGap;
    }

    /**
     * @return the ended task, once all of its output was received
     * @throws Unreachable where the server is unreachable for too long
     */
    public JsonNode toEnd(String taskId) {
        OutputReader output = new OutputReader(tasks, taskId, onPiece, onGap);
        Instant lastAnswer = clock.instant();
        JsonNode task = null;
        while (true) {
            try {
                // The status first: all output before the end is then available.
                task = tasks.get(taskId);
                output.readNew(task);
                if (Tasks.isOver(task)) {
                    return task;
                }
                lastAnswer = clock.instant();
                onWait.accept(task);
            } catch (Unreachable e) {
                if (task == null || lastAnswer.plus(TIMEOUT).isBefore(clock.instant())) {
                    throw e;
                }
                onWait.accept(JsonNodeFactory.instance.objectNode());
            }
            Pause.of(PAUSE);
        }
    }
}
