package io.agentmesh.agent.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.agentmesh.agent.DurableFile;
import io.agentmesh.opencode.event.OutputFormat;
import io.agentmesh.support.AgentEvents;
import org.junit.jupiter.api.Test;

/** What becomes of output that isn't taken as it comes. */
class OutputRestTest extends RunOutputsScene {

    @Test
    void restThatTakesLongIsSentInTurnsEachBehindTheLast() throws Exception {
        Files.writeString(run.stdout(), IntStream.range(0, 60_000).mapToObj(i -> i + "\n").collect(Collectors.joining()));
        int turns = 1;

        while (!outputs.sendRest(run, Duration.ofMillis(1)).isComplete()) {
            turns++;
        }

        assertThat(turns).isGreaterThan(1);
        assertThat(bodies.stream().flatMap(body -> ((String) body.get("output")).lines()).map(Integer::valueOf))
                .isEqualTo(IntStream.range(0, 60_000).boxed().toList());
        assertThat(sequence()).isEqualTo(IntStream.rangeClosed(1, bodies.size()).boxed().toList());
    }

    @Test
    void restIsSentFromWhereAnEarlierLifeStopped() throws Exception {
        Files.writeString(run.stdout(), "one\ntwo\nthree\nfour");
        DurableFile.writeJson(run.position(), new OutputPosition(4, 4, 0, 8, 0, 20, 0, 0, 0));

        outputs.sendRest(run);
        outputs.sendRest(run);

        assertThat(bodies.stream().map(body -> body.get("output"))).containsExactly("two\n", "three\nfour\n");
        assertThat(sequence()).containsExactly(5, 6);
    }

    @Test
    void taskThatTheServerGaveAwayGetsNoMoreOutput() throws Exception {
        refusal = 409;
        Files.writeString(run.stdout(), "x\n".repeat(5000));

        outputs.sendRest(run);

        assertThat(bodies).isEmpty();
        assertThat(DurableFile.readJson(run.position(), OutputPosition.class).seq()).isZero();
    }

    @Test
    void batchThatIsRefusedDoesNotHoldUpTheNext() throws Exception {
        Files.writeString(run.stdout(), "x\n".repeat(1000));
        refusal = 422;
        outputs.sendRest(run);
        refusal = 0;
        Files.writeString(run.stdout(), "y\n", StandardOpenOption.APPEND);

        outputs.sendRest(run);

        assertThat(bodies.stream().map(body -> body.get("output"))).containsExactly("y\n");
    }

    @Test
    void halfACharacterOfAToolCanBeSent() throws Exception {
        RunOutputs readable = new RunOutputs(() -> producer, "worker-1", OutputFormat.TEXT);
        outputs = readable;
        Files.writeString(run.stdout(), AgentEvents.text("m", "half @").replace("@", "\\ud83d"));

        readable.sendRest(run);

        assertThat(bodies).singleElement().satisfies(body -> {
            assertThat(body.get("output")).isEqualTo("half ?\n");
            assertThat(new ObjectMapper().writeValueAsBytes(body)).isNotEmpty();
        });
    }

    @Test
    void cancellationIsReadFromAnAnswer() throws Exception {
        ObjectMapper json = new ObjectMapper();
        assertThat(outputs.isCancelled(json.readTree("{\"success\":true,\"cancelled\":true}"))).isTrue();
        assertThat(outputs.isCancelled(json.readTree("{\"success\":true}"))).isFalse();
    }
}
