package io.agentmesh.worker.slot;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class IntakeTest {

    @TempDir
    Path folder;

    private final Logger logger = (Logger) LoggerFactory.getLogger(Intake.class);
    private final ListAppender<ILoggingEvent> said = new ListAppender<>();

    @BeforeEach
    void listen() {
        said.start();
        logger.addAppender(said);
    }

    @AfterEach
    void stop() {
        logger.detachAppender(said);
    }

    @Test
    void aProblemClosesItUntilItIsOverAndEachIsSaidOnce() {
        AtomicReference<String> problem = new AtomicReference<>("");
        Intake intake = new Intake(problem::get);
        assertThat(intake.isOpen()).isTrue();

        problem.set("the disk is full: 3 MiB");
        assertThat(intake.isOpen()).isFalse();
        problem.set("the disk is full: 2 MiB");
        assertThat(intake.isOpen()).isFalse();
        problem.set("");
        assertThat(intake.isOpen()).isTrue();
        assertThat(intake.isOpen()).isTrue();

        assertThat(said.list).extracting(ILoggingEvent::getFormattedMessage).containsExactly(
                "no tasks are taken: the disk is full: 3 MiB", "tasks are taken again");
    }

    @Test
    void oneProblemIsEnough() {
        assertThat(new Intake(() -> "", () -> "the outbox is full").isOpen()).isFalse();
    }

    @Test
    void theRealDiskIsAsked() {
        assertThat(new Intake(new DiskSpace(folder, 0)::problem).isOpen()).isTrue();
        assertThat(new Intake(new DiskSpace(folder, Long.MAX_VALUE)::problem).isOpen()).isFalse();
        assertThat(new DiskSpace(folder.resolve("not/yet"), 0).problem()).isEmpty();
    }
}
