package io.agentmesh.cli.command;

import java.io.PrintWriter;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentmesh.cli.client.Tasks;
import io.agentmesh.cli.terminal.Streams;

/** Prints a new task: its id alone, for scripts, or its progress. */
final class Submitted {

    private final Tasks tasks;
    private final Streams streams;
    private final PrintWriter out;
    private final PrintWriter err;

    Submitted(Tasks tasks, Streams streams, PrintWriter out, PrintWriter err) {
        this.tasks = tasks;
        this.streams = streams;
        this.out = out;
        this.err = err;
    }

    /** @return the exit code */
    int show(JsonNode task, boolean follow, boolean json) {
        String id = task.path("id").asText();
        if (follow) {
            err.println("Task " + id + " is submitted.");
            Watch watch = new Watch(tasks, streams, out, err);
            return json ? watch.untilEnd(id, piece -> { }, out::println) : watch.untilEnd(id);
        }
        out.println(json ? task.toString() : id);
        out.flush();
        if (streams.outIsTerminal() && !json) {
            err.println("'agentmesh logs " + id + " --follow' shows its output.");
        }
        return 0;
    }
}
