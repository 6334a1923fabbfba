package io.agentmesh.settings.type;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.function.Predicate;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentmesh.settings.host.Folders;
import io.agentmesh.settings.host.SystemCharset;

/**
 * A path that must be something.
 *
 * @param mistake completes "found …, which …" where {@code test} says no
 */
public record PathType(String label, String allowed, Predicate<Path> test, String mistake) implements SettingType {

    public static PathType executable() {
        return new PathType("FILE", "an executable file", path -> Files.isRegularFile(path)
                && Files.isExecutable(path), "which is no executable file");
    }

    public static PathType file() {
        return new PathType("FILE", "a file that can be read", path -> Files.isRegularFile(path)
                && Files.isReadable(path), "which is no readable file");
    }

    public static PathType folder() {
        return new PathType("DIR", "an existing directory", Files::isDirectory, "which is no directory");
    }

    /** A folder that will be made where it doesn't exist yet. */
    public static PathType newFolder() {
        return new PathType("DIR", "a directory, existing or not", path -> Files.notExists(path)
                || Files.isDirectory(path), "which is no directory");
    }

    @Override
    public Object read(JsonNode value, Folders folders) {
        if (!value.isTextual() || value.textValue().isBlank()) {
            throw refuse(value);
        }
        try {
            Path path = folders.resolve(value.textValue());
            if (!test.test(path)) {
                throw refuse(value, mistake);
            }
            return path;
        } catch (InvalidPathException e) {
            SystemCharset charset = SystemCharset.of(System.getenv());
            throw refuse(value, charset.isUtf8() ? "which can be no path" : "which can be no path: " + charset.advice());
        }
    }
}
