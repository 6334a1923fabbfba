package io.agentmesh.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A clock of a process's own, by Debian's libfaketime: it jumps while the process runs. Its monotonic clock goes on as it is. */
final class FakedClock {

    private static final Path LIBRARIES = Path.of("/usr/lib");

    private final Path library;
    private final Path time;

    private FakedClock(Path library, Path time) {
        this.library = library;
        this.time = time;
    }

    /** @param folder for its file; nothing where the library isn't installed */
    static Optional<FakedClock> in(Path folder) throws IOException {
        try (Stream<Path> places = Files.list(LIBRARIES)) {
            Optional<Path> library = places.map(place -> place.resolve("faketime/libfaketime.so.1"))
                    .filter(Files::isReadable).findFirst();
            if (library.isEmpty()) {
                return Optional.empty();
            }
            FakedClock clock = new FakedClock(library.get(), folder.resolve("clock"));
            clock.jump(0);
            return Optional.of(clock);
        }
    }

    Map<String, String> variables() {
        return Map.of("LD_PRELOAD", library.toString(), "FAKETIME_TIMESTAMP_FILE", time.toString(), "FAKETIME_CACHE_DURATION", "1",
                "FAKETIME_DONT_FAKE_MONOTONIC", "1", "DONT_FAKE_MONOTONIC", "1");
    }

    /** @param seconds before the machine's clock, or behind it where negative */
    void jump(long seconds) throws IOException {
        Path next = Files.writeString(time.resolveSibling("clock.next"), (seconds < 0 ? "" : "+") + seconds + "\n");
        Files.move(next, time, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
