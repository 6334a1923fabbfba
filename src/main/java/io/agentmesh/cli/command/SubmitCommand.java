package io.agentmesh.cli.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.agentmesh.cli.client.ApiClient;
import io.agentmesh.cli.client.CodebaseLookup;
import io.agentmesh.cli.client.ExitCodes;
import io.agentmesh.cli.client.Tasks;
import io.agentmesh.cli.terminal.SafeText;
import io.agentmesh.cli.terminal.Streams;
import io.agentmesh.settings.host.HostEnvironment;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code agentmesh submit}: submits a task. */
@Command(name = "submit", sortOptions = false,
        description = {"Submits a task and prints its id; with --follow also its output, until the task has ended."},
        exitCodeListHeading = ExitCodes.HEADING,
        exitCodeList = {ExitCodes.FOLLOWED, ExitCodes.NOT_COMPLETED, ExitCodes.WRONG, ExitCodes.NO_SERVER,
            ExitCodes.NO, "130:ended by Ctrl-C; the task keeps running"},
        footer = {"", "Examples:", "  agentmesh submit --codebase shop --follow \"Write tests for the cart\"",
            "  id=$(agentmesh submit --codebase shop - < prompt.md)"})
final class SubmitCommand extends ClientCommand {

    private static final Pattern MODEL = Pattern.compile("[^\\s/]+/\\S+");
    private static final int MAX_TITLE = 80;

    @Parameters(paramLabel = "PROMPT", description = "The prompt; - reads it from standard input.")
    private String prompt;

    @Option(names = "--codebase", paramLabel = "NAME|ID", required = true, order = 1,
            description = "The codebase to run in; global for none.")
    private String codebase;

    @Option(names = "--follow", order = 2, description = "Print the output until the task has ended.")
    private boolean follow;

    @Option(names = "--title", paramLabel = "TEXT", order = 3,
            description = "The title shown in lists; default: the first line of the prompt.")
    private String title;

    @Option(names = "--agent", paramLabel = "NAME", defaultValue = "build", order = 4,
            description = "OpenCode's agent, such as plan; default: ${DEFAULT-VALUE}.")
    private String agent;

    @Option(names = "--model", paramLabel = "PROVIDER/NAME", order = 5,
            description = "The model; default: the worker's choice.")
    private String model;

    @Option(names = "--priority", paramLabel = "N", defaultValue = "0", order = 6,
            description = "Higher runs sooner; default: ${DEFAULT-VALUE}.")
    private int priority;

    @Option(names = "--session", paramLabel = "ID", order = 7, description = "Resume this session of the agent.")
    private String session;

    @Option(names = "--json", order = 8,
            description = "Print the task as JSON instead, with --follow once it has ended and without the output.")
    private boolean json;

    SubmitCommand(HostEnvironment host, Streams streams) {
        super(host, streams);
    }

    @Override
    int run(ApiClient api) {
        JsonNode body = body(text());
        Tasks tasks = new Tasks(api);
        JsonNode task = tasks.submit(new CodebaseLookup(api).idOf(codebase), body);
        return new Submitted(tasks, streams(), out(), err()).show(task, follow, json);
    }

    private String text() {
        String text = prompt;
        if (prompt.equals("-")) {
            try {
                text = new String(streams().in().readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw wrong("standard input can't be read: " + e.getMessage());
            }
        }
        if (text.isBlank()) {
            throw wrong("the prompt is empty");
        }
        return text;
    }

    private ObjectNode body(String text) {
        ObjectNode metadata = JsonNodeFactory.instance.objectNode();
        if (model != null) {
            if (!MODEL.matcher(model).matches()) {
                throw wrong("--model: " + model + " is no provider/name, such as anthropic/claude-sonnet-4-5");
            }
            metadata.put("model", model);
        }
        if (session != null) {
            metadata.put("resume_session_id", session);
        }
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("title", title == null ? titleOf(text) : title)
                .put("prompt", text).put("agent_type", agent).put("priority", priority);
        return body.set("metadata", metadata);
    }

    private static String titleOf(String text) {
        String line = SafeText.line(text.strip().lines().findFirst().orElse(""));
        return line.codePointCount(0, line.length()) <= MAX_TITLE ? line
                : line.substring(0, line.offsetByCodePoints(0, MAX_TITLE - 1)) + "…";
    }
}
