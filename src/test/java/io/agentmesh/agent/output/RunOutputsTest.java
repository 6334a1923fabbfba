package io.agentmesh.agent.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedWriter;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** How output is sent in batches. */
@Execution(ExecutionMode.CONCURRENT)
class RunOutputsTest extends RunOutputsScene {

    @Test
    void batchSaysWhatTheContractAsksFor() throws Exception {
        Files.writeString(run.stdout(), "one\ntwo\n");

        outputs.sendRest(run);

        assertThat(bodies).singleElement().satisfies(body -> assertThat(body)
                .containsEntry("worker_id", "worker-1").containsEntry("output", "one\ntwo\n")
                .containsEntry("attempt", 3).containsEntry("seq", 1).containsKey("timestamp"));
    }

    @Test
    void hundredMegabytesComeWholeInSmallBatchesOneAtATime() throws Exception {
        int lines = 100_000;
        try (BufferedWriter writer = Files.newBufferedWriter(run.stdout())) {
            for (int i = 0; i < lines; i++) {
                writer.write(i + "x".repeat(1000) + "\n");
            }
        }
        failures.set(40);
        OutputFollower follower = outputs.follow(run);
        follower.end();

        await().atMost(Duration.ofMinutes(3)).until(() -> !outputs.isFollowed(run.key()));

        List<Integer> numbers = new ArrayList<>();
        for (Map<String, Object> body : bodies) {
            String text = (String) body.get("output");
            assertThat(text.length()).isLessThan(BATCH_BYTES + OutputFollower.MAX_CHARACTERS + 1100);
            text.lines().forEach(line -> numbers.add(Integer.valueOf(line.substring(0, line.indexOf('x')))));
        }
        assertThat(numbers).isEqualTo(IntStream.range(0, lines).boxed().toList());
        assertThat(sequence()).isEqualTo(IntStream.rangeClosed(1, bodies.size()).boxed().toList());
        assertThat(mostOnTheWay).hasValue(1);
    }

    @Test
    void fewLinesAreSentByTheirAge() throws Exception {
        OutputFollower follower = outputs.follow(run);
        Files.writeString(run.stdout(), "one\n");

        await().atMost(Duration.ofSeconds(60)).until(() -> bodies.size() == 1);
        assertThat(outputs.isFollowed(run.key())).isTrue();
        follower.end();
        await().atMost(Duration.ofSeconds(60)).until(() -> !outputs.isFollowed(run.key()));

        assertThat(bodies).hasSize(1);
    }

    @Test
    void manyShortLinesMakeABatchByTheirNumber() throws Exception {
        Files.writeString(run.stdout(), "x\n".repeat(2500));

        outputs.sendRest(run);

        List<Integer> sizes = bodies.stream().map(body -> ((String) body.get("output")).length() / 2).toList();
        assertThat(sizes).allMatch(size -> size <= BATCH_LINES).hasSizeGreaterThanOrEqualTo(3);
        assertThat(sizes.stream().mapToInt(Integer::intValue).sum()).isEqualTo(2500);
    }
}
