package io.agentmesh.cli.command;

import java.time.Clock;

import com.fasterxml.jackson.databind.JsonNode;

import io.agentmesh.cli.changes.TaskChanges;
import io.agentmesh.cli.changes.TaskFacts;
import io.agentmesh.cli.client.ApiClient;
import io.agentmesh.cli.client.CodebaseLookup;
import io.agentmesh.cli.client.ExitCodes;
import io.agentmesh.cli.client.Tasks;
import io.agentmesh.cli.terminal.Ages;
import io.agentmesh.cli.terminal.SafeText;
import io.agentmesh.cli.terminal.Streams;
import io.agentmesh.settings.host.HostEnvironment;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code agentmesh show}: prints a task without its output. */
@Command(name = "show", sortOptions = false,
        description = "Shows a task: its status, prompt, result, and what it changed.",
        exitCodeListHeading = ExitCodes.HEADING,
        exitCodeList = {ExitCodes.DONE, ExitCodes.WRONG, ExitCodes.NO_SERVER, ExitCodes.NO})
final class ShowCommand extends ClientCommand {

    @Parameters(paramLabel = "ID", description = "Id of the task; its beginning is enough.")
    private String id;

    @Option(names = "--json", order = 1, description = "Print the task as JSON, with its diff.")
    private boolean json;

    ShowCommand(HostEnvironment host, Streams streams) {
        super(host, streams);
    }

    @Override
    int run(ApiClient api) {
        JsonNode task = new Tasks(api).find(id);
        if (json) {
            out().println(task);
            return 0;
        }
        Ages ages = new Ages(Clock.systemUTC());
        line("id", task.path("id").asText());
        line("title", task.path("title").asText(""));
        line("status", task.path("status").asText());
        line("waits", TaskFacts.waitingFor(task));
        line("codebase", new CodebaseLookup(api).names()
                .getOrDefault(task.path("codebase_id").asText(), task.path("codebase_id").asText()));
        line("worker", task.path("worker_id").asText(""));
        line("agent", task.path("agent_type").asText(""));
        line("model", task.path("metadata").path("model").asText(""));
        line("attempt", task.path("attempt").asText(""));
        line("session", task.path("session_id").asText(""));
        line("created", ages.since(task.path("created_at")) + " ago");
        line("took", task.path("started_at").isTextual()
                ? ages.between(task.path("started_at"), task.path("completed_at")) : "");
        line("output", output(task.path("output")));
        line("usage", TaskFacts.usage(task));
        line("request", TaskFacts.pullRequest(task));
        TaskChanges.of(task).ifPresent(this::lines);
        block("prompt", task.path("prompt").asText(""));
        block("result", task.path("result").asText(""));
        block("error", task.path("error").asText(""));
        block("data", task.path("data").isEmpty() ? "" : task.path("data").toPrettyString());
        TaskChanges.of(task).ifPresent(this::blocks);
        out().flush();
        return 0;
    }

    private void lines(TaskChanges changes) {
        line("branch", changes.branch());
        line("commits", changes.range());
        line("changes", changes.isEmpty() ? "none" : changes.totals());
    }

    private void blocks(TaskChanges changes) {
        block("commits", String.join("\n", changes.commits()));
        block("changed besides", String.join("\n", changes.refs()));
        if (!changes.isEmpty()) {
            out().println("\nfiles");
            changes.files().printTo(out(), width());
        }
        changes.warnings().forEach(warning -> out().println(warning));
    }

    /** Empty where the server doesn't report it. */
    private static String output(JsonNode output) {
        if (!output.isObject()) {
            return "";
        }
        long missing = Math.max(0, output.path("batches").asLong() - output.path("received_batches").asLong());
        long dropped = output.path("dropped_bytes").asLong();
        return "%,d bytes".formatted(output.path("bytes").asLong())
                + (output.path("complete").asBoolean() ? ", complete" : "")
                + (missing > 0 ? ", %,d of %,d batches are missing".formatted(missing, output.path("batches").asLong()) : "")
                + (dropped > 0 ? ", %,d bytes more were dropped by the worker".formatted(dropped) : "");
    }

    private void line(String name, String value) {
        if (!value.isEmpty()) {
            out().println("%-10s%s".formatted(name, SafeText.line(value)));
        }
    }

    private void block(String name, String text) {
        if (!text.isBlank()) {
            out().println("\n" + name + "\n" + shown(text).stripTrailing().indent(2).stripTrailing());
        }
    }
}
