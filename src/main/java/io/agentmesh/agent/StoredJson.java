package io.agentmesh.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Predicate;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the JSON files of the state folder, which another version of this program may have written: unknown fields and
 * values are ignored, missing ones get their default. An unusable file is renamed to {@code <name>.broken} and logged,
 * so that it fails no start and is reported once.
 */
public final class StoredJson {

    private static final Logger LOG = LoggerFactory.getLogger(StoredJson.class);
    private static final String BROKEN = ".broken";

    private StoredJson() {
    }

    /**
     * @param isComplete whether the value has all required fields
     * @return empty where there is no such file, or it was set aside
     * @throws IOException where the disk fails, which doesn't mean that the file is broken
     */
    public static <T> Optional<T> read(Path file, Class<T> type, Predicate<T> isComplete) throws IOException {
        String reason;
        try {
            T value = DurableFile.readJson(file, type);
            if (value != null && isComplete.test(value)) {
                return Optional.of(value);
            }
            reason = "a field is missing";
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (JsonProcessingException e) {
            reason = "it can't be parsed" + place(e.getLocation());
        } catch (IOException e) {
            if (!Files.isDirectory(file)) {
                throw e;
            }
            reason = "it is a folder";
        }
        setAside(file, reason);
        return Optional.empty();
    }

    private static String place(JsonLocation location) {
        return location == null ? ""
                : " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ")";
    }

    private static void setAside(Path file, String reason) throws IOException {
        Path aside = broken(file);
        for (int number = 2; Files.exists(aside); number++) {
            aside = file.resolveSibling(file.getFileName() + BROKEN + "-" + number);
        }
        Files.move(file, aside);
        LOG.warn("{} is broken: {}; it is set aside as {}", file, reason, aside.getFileName());
    }

    /** Whether a file of this name was set aside. */
    public static boolean isSetAside(Path file) {
        return Files.exists(broken(file));
    }

    private static Path broken(Path file) {
        return file.resolveSibling(file.getFileName() + BROKEN);
    }
}
