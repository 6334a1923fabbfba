package io.agentmesh.cli.client;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/**
 * Follows a task to its end by asking again and again, which every server answers. A server that is away for a while,
 * because it is started anew, is waited for.
 */
public final class Follower {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final Tasks tasks;
    private final Clock clock;
    private final Consumer<JsonNode> onPiece;
    private final Consumer<JsonNode> onWait;
    private final Runnable onGap;

    /**
     * @param onPiece given each piece of output
     * @param onWait  given the task whenever it isn't over yet, or an empty object while the server is away
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
     * @return the task, once it is over and all of its output was handed on
     * @throws Unreachable where the server is away for too long
     */
    public JsonNode toEnd(String taskId) {
        OutputReader output = new OutputReader(tasks, taskId, onPiece, onGap);
        Instant lastAnswer = clock.instant();
        JsonNode task = null;
        while (true) {
            try {
                // First the status: what a task printed before it ended is then there.
                task = tasks.get(taskId);
                output.readNew(task);
                if (Tasks.isOver(task)) {
                    return task;
                }
                lastAnswer = clock.instant();
                onWait.accept(task);
            } catch (Unreachable e) {
                if (task == null || lastAnswer.plus(PATIENCE).isBefore(clock.instant())) {
                    throw e;
                }
                onWait.accept(JsonNodeFactory.instance.objectNode());
            }
            Pause.of(PAUSE);
        }
    }
}
