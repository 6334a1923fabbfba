package io.agentmesh.agent.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

/** How the output of a run is followed to its end. */
class OutputFollowerTest extends OutputFollowerScene {

    @Test
    void linesOfAFinishedRunComeInOrder() throws Exception {
        append(run.stdout(), lines(0, 100));

        followToTheEnd();

        assertThat(received()).isEqualTo(lines(0, 100));
        assertThat(numbers).isEqualTo(IntStream.rangeClosed(1, numbers.size()).boxed().toList());
    }

    @Test
    void linesComeWhileTheRunGoesOn() throws Exception {
        OutputFollower follower = begin();
        append(run.stdout(), lines(0, 3));
        await().atMost(Duration.ofSeconds(60)).until(() -> received().equals(lines(0, 3)));
        append(run.stderr(), List.of("a warning"));
        await().atMost(Duration.ofSeconds(60)).until(() -> received().contains("a warning"));
        assertThat(thread.isAlive()).isTrue();

        follower.end();
        thread.join();

        assertThat(received()).hasSize(4);
    }

    @Test
    void halfALineWaitsForItsEnd() throws Exception {
        OutputFollower follower = begin();
        append(run.stdout(), List.of("one"));
        // Else a look between the two files may find the warning first.
        await().until(() -> received().contains("one"));
        Files.writeString(run.stdout(), "tw", StandardOpenOption.APPEND);
        append(run.stderr(), List.of("a warning"));
        await().atMost(Duration.ofSeconds(60)).until(() -> received().contains("a warning"));
        await().atMost(Duration.ofSeconds(60)).until(() -> output.position().stderr() > 0);
        assertThat(output.position().stdout()).as("a restart begins with the half line").isEqualTo(4);

        Files.writeString(run.stdout(), "o\n", StandardOpenOption.APPEND);
        follower.end();
        thread.join();

        assertThat(received()).containsExactly("one", "a warning", "two");
    }

    @Test
    void lastHalfLineComesAtTheEnd() throws Exception {
        Files.writeString(run.stdout(), "one\ntw");
        Files.writeString(run.stderr(), "half");

        followToTheEnd();

        assertThat(received()).containsExactly("one", "tw", "half");
    }

    @Test
    void fileThatAProcessOfTheRunEmptiedIsSaidAndCounted() throws Exception {
        OutputFollower follower = begin();
        append(run.stdout(), lines(0, 3));
        await().atMost(Duration.ofSeconds(60)).until(() -> received().equals(lines(0, 3)));

        Files.write(run.stdout(), new byte[0]);
        append(run.stdout(), List.of("after"));
        await().atMost(Duration.ofSeconds(60)).until(() -> received().contains("after"));
        follower.end();
        thread.join();

        assertThat(received()).containsExactly("line 0", "line 1", "line 2", OutputFollower.EMPTIED, "after");
        assertThat(output.totals().dropped()).isPositive();
    }

    @Test
    void runWithoutAWordEnds() throws Exception {
        followToTheEnd();

        assertThat(received()).isEmpty();
        assertThat(numbers).isEmpty();
    }
}
