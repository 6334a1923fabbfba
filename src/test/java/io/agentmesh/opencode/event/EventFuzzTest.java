package io.agentmesh.opencode.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.agentmesh.agent.LineFile;
import io.agentmesh.agent.RunFolder;
import io.agentmesh.agent.run.AgentProtocols;
import io.agentmesh.support.AgentEvents;
import io.agentmesh.support.Scrambler;
import io.agentmesh.task.Outcome;

/** What an agent prints, spoiled in many ways: nothing of it breaks the reader, or costs the good lines after it. */
class EventFuzzTest {

    private static final long SEEDS = 2000;
    private static final List<String> LINES = List.of(AgentEvents.text("m", "hello"), AgentEvents.stepStart("m"),
            "{\"type\":\"tool_use\",\"sessionID\":\"s\",\"part\":{\"tool\":\"bash\",\"state\":{\"status\":\"error\","
                    + "\"input\":{\"command\":\"x\"},\"error\":\"e\",\"metadata\":{\"exit\":3}}}}",
            "{\"type\":\"error\",\"error\":{\"name\":\"APIError\",\"data\":{\"message\":\"m\",\"statusCode\":429}}}",
            "{\"type\":\"step_finish\",\"part\":{\"messageID\":\"m\",\"reason\":\"stop\",\"tokens\":{\"input\":1}}}",
            "timestamp=1 level=ERROR run=r message=\"stream error\" x error.error=\"AI_APICallError: no\"",
            "timestamp=1 level=ERROR run=r message=failed ref=x error=\"a \\\" b\"",
            "\u001b[93m!\u001b[0m agent \"nobody\" not found. Falling back to default agent");

    @TempDir
    Path folder;

    @Test
    void noLineBreaksTheReaders() {
        for (long seed = 0; seed < SEEDS; seed++) {
            String text = new Scrambler(seed).spoil(LINES.get((int) (seed % LINES.size())).strip());
            LineFile.Line line = new LineFile.Line(text, text.length(), seed % 3 == 0 ? 1 : 0);

            assertThatCode(() -> {
                OutputFormat.TEXT.ofStdout(line);
                OutputFormat.TEXT.ofStderr(line);
                OutputFormat.EVENTS.ofStdout(line);
                new EventSummary().add(line);
                new LogSummary().add(line);
            }).as("seed %d: %s", seed, text).doesNotThrowAnyException();
        }
    }

    @Test
    void aRunAlwaysHasAnOutcomeAndTheGoodLinesAreSent() throws Exception {
        for (long seed = 0; seed < 100; seed++) {
            RunFolder run = RunFolder.create(folder.resolve("t-" + (seed + 1)));
            Scrambler scrambler = new Scrambler(seed);
            StringBuilder stdout = new StringBuilder();
            LINES.forEach(line -> stdout.append(scrambler.spoil(line.strip())).append('\n'));
            stdout.append(AgentEvents.text("last", "the good line"));
            Files.write(run.stdout(), stdout.toString().getBytes(StandardCharsets.UTF_8));
            Files.write(run.stderr(), scrambler.spoil(LINES.get(5)).getBytes(StandardCharsets.UTF_8));
            Files.write(run.path().resolve("exit"), scrambler.spoil("0").getBytes(StandardCharsets.UTF_8));

            Outcome outcome = new AgentProtocols(new OpenCodeProtocol()).read(run, null);
            assertThat(outcome.status()).as("seed %d", seed).isIn(Set.of(Outcome.FAILED, Outcome.COMPLETED));
            assertThat(sent(run)).as("seed %d", seed).anyMatch(text -> text.contains("the good line"));
        }
    }

    private static List<String> sent(RunFolder run) throws Exception {
        List<String> texts = new ArrayList<>();
        LineFile.readAll(run.stdout(), 0, line -> texts.add(OutputFormat.TEXT.ofStdout(line)));
        return texts;
    }
}
