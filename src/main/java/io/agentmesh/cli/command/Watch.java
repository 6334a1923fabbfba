package io.agentmesh.cli.command;

import java.io.PrintWriter;
import java.time.Clock;
import java.util.function.Consumer;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentmesh.cli.client.ExitCodes;
import io.agentmesh.cli.client.Follower;
import io.agentmesh.cli.client.Tasks;
import io.agentmesh.cli.terminal.Ages;
import io.agentmesh.cli.terminal.InterruptNotice;
import io.agentmesh.cli.terminal.OutputPrinter;
import io.agentmesh.cli.terminal.ProgressLine;
import io.agentmesh.cli.terminal.SafeText;
import io.agentmesh.cli.terminal.Streams;
import io.agentmesh.task.SteadyClock;

/** Shows a task until it has ended: output and result on standard output, all else on standard error. */
final class Watch {

    private final Tasks tasks;
    private final Streams streams;
    private final PrintWriter out;
    private final PrintWriter err;
    private final Ages ages = new Ages(Clock.systemUTC());

    Watch(Tasks tasks, Streams streams, PrintWriter out, PrintWriter err) {
        this.tasks = tasks;
        this.streams = streams;
        this.out = out;
        this.err = err;
    }

    /** Prints the output as text, then the result. */
    int untilEnd(String taskId) {
        OutputPrinter printer = new OutputPrinter(out, streams.outIsTerminal());
        return untilEnd(taskId, printer::print, printer::printResult);
    }

    /**
     * @param onPiece receives each piece of output
     * @param onEnd   receives the task at the end
     * @return the exit code
     */
    int untilEnd(String taskId, Consumer<JsonNode> onPiece, Consumer<JsonNode> onEnd) {
        ProgressLine progress = new ProgressLine(err, streams.errIsTerminal());
        Follower follower = new Follower(tasks, new SteadyClock(), piece -> {
            progress.clear();
            onPiece.accept(piece);
        }, task -> progress.show(state(task)), () -> printGap(progress));
        JsonNode task;
        try (InterruptNotice notice = new InterruptNotice(() -> printInterrupted(taskId, progress))) {
            task = follower.toEnd(taskId);
        } finally {
            progress.clear();
        }
        onEnd.accept(task);
        out.flush();
        printOutcome(task);
        return task.path("status").asText().equals("completed") ? 0 : ExitCodes.UNSUCCESSFUL;
    }

    private String state(JsonNode task) {
        String worker = task.path("worker_id").asText("");
        return switch (task.path("status").asText("")) {
            case "" -> "the server is away; waiting for it";
            case "running" -> SafeText.line("running" + (worker.isEmpty() ? "" : " on " + worker) + " for "
                    + ages.since(task.path("started_at")));
            default -> "waiting for a worker for " + ages.since(task.path("created_at"));
        };
    }

    private void printInterrupted(String taskId, ProgressLine progress) {
        progress.clear();
        err.println("Task " + taskId + " goes on; 'agentmesh logs " + taskId + " --follow' shows it again, "
                + "'agentmesh cancel " + taskId + "' ends it.");
        err.flush();
    }

    private void printGap(ProgressLine progress) {
        progress.clear();
        err.println("The server no longer has what was shown last; all that it has now follows.");
        err.flush();
    }

    private void printOutcome(JsonNode task) {
        String error = SafeText.line(task.path("error").asText(""));
        String time = task.path("started_at").isTextual()
                ? " after " + ages.between(task.path("started_at"), task.path("completed_at")) : "";
        err.println("Task " + task.path("id").asText() + " " + task.path("status").asText() + time
                + (error.isEmpty() ? "" : ": " + error));
        err.flush();
    }
}
