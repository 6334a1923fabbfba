package io.agentmesh.agent.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import io.agentmesh.agent.DurableFile;
import io.agentmesh.opencode.event.OutputFormat;
import org.junit.jupiter.api.Test;

/** What of a run's output is sent again, or no more. */
class OutputAgainTest extends OutputFollowerScene {

    @Test
    void truncatedFileDoesNotHoldUpTheEnd() throws Exception {
        OutputFollower follower = begin();
        append(run.stdout(), lines(0, 10));
        await().atMost(Duration.ofSeconds(60)).until(() -> received().size() == 10);
        Files.write(run.stdout(), new byte[0]);

        follower.end();
        thread.join();

        assertThat(received()).startsWith(lines(0, 10).toArray(String[]::new)).endsWith(OutputFollower.EMPTIED).hasSize(11);
    }

    @Test
    void batchThatWasOnItsWayIsSentAgainUnderItsNumber() throws Exception {
        append(run.stdout(), lines(0, 60));
        refusals = Integer.MAX_VALUE;
        followToTheEnd();
        assertThat(received).isEmpty();
        OutputPosition announced = DurableFile.readJson(run.position(), OutputPosition.class);
        assertThat(announced.isSending()).isTrue();

        List<String> announcedLines = new String(Files.readAllBytes(run.stdout()), 0,
                (int) announced.sendingStdout(), StandardCharsets.UTF_8).lines().toList();
        refusals = 0;
        open = null;
        followToTheEnd();

        assertThat(numbers.get(0)).isEqualTo(announced.seq() + 1);
        assertThat(received.get(0).lines().toList()).isEqualTo(announcedLines);
        assertThat(received()).isEqualTo(lines(0, 60));
    }

    @Test
    void nothingIsLostOverManyRestarts() throws Exception {
        append(run.stdout(), lines(0, 200));
        for (int restart = 0; restart < 20; restart++) {
            refusals = 3;
            open = null;
            followToTheEnd();
        }
        refusals = 0;
        open = null;
        followToTheEnd();

        assertThat(received()).isEqualTo(lines(0, 200));
        assertThat(numbers).isEqualTo(IntStream.rangeClosed(1, numbers.size()).boxed().toList());
    }

    @Test
    void serverThatHasHadEnoughIsLeftAlone() throws Exception {
        append(run.stdout(), lines(0, 100));
        output = new RunOutput(run, Duration.ZERO, Long.MAX_VALUE, Long.MAX_VALUE);
        AtomicInteger taken = new AtomicInteger();
        OutputFollower follower = new OutputFollower(output, OutputFormat.EVENTS, line -> {
            taken.incrementAndGet();
            output.abandon();
        }, batch -> { });
        follower.end();

        follower.run();

        assertThat(taken).hasValue(1);
    }

    @Test
    void unreadablePositionIsNoReasonToSendNothing() throws Exception {
        append(run.stdout(), lines(0, 3));
        Files.write(run.position(), new byte[0]);

        followToTheEnd();

        assertThat(received()).isEqualTo(lines(0, 3));
    }
}
