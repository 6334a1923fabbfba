package io.agentmesh.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class IntakeTest {

    private static final long MIB = 1 << 20;

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
    void aFullDiskClosesItUntilThereIsRoomAndEachIsSaidOnce() {
        AtomicLong free = new AtomicLong(8 * MIB);
        DiskSpace disk = new DiskSpace(folder, 8 * MIB, free::get);
        Intake intake = new Intake(disk::problem);
        assertThat(intake.isOpen()).isTrue();

        free.set(3 * MIB);
        assertThat(intake.isOpen()).isFalse();
        free.set(2 * MIB);
        assertThat(intake.isOpen()).isFalse();
        assertThat(disk.isFull()).isTrue();
        free.set(9 * MIB);
        assertThat(intake.isOpen()).isTrue();
        assertThat(intake.isOpen()).isTrue();

        assertThat(said.list).extracting(ILoggingEvent::getFormattedMessage).containsExactly(
                "no tasks are taken: the disk is full: 3 MiB are free at " + folder
                        + ", 8 are needed (min_free_disk)", "tasks are taken again");
    }

    @Test
    void oneProblemIsEnough() {
        assertThat(new Intake(Optional::empty, () -> Optional.of("the outbox is full")).isOpen()).isFalse();
    }

    @Test
    void theRealDiskIsAsked() {
        assertThat(new DiskSpace(folder, 0).isFull()).isFalse();
        assertThat(new DiskSpace(folder, Long.MAX_VALUE).problem().orElseThrow()).startsWith("the disk is full: ");
    }

    @Test
    void aDiskThatCanNotBeAskedIsNotTakenForAFullOne() {
        assertThat(new DiskSpace(folder.resolve("gone"), MIB).isFull()).isFalse();
    }
}
