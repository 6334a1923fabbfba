package io.agentmesh.agent;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** Writes files atomically and durably: to a file beside, forced to the disk, then renamed. */
public final class DurableFile {

    /** Ignores unknown fields, as a newer version may have written the file. */
    private static final ObjectMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.READ_UNKNOWN_ENUM_VALUES_AS_NULL).build();
    private static final String HIDDEN = ".";
    private static final String UNFINISHED = ".new";

    private DurableFile() {
    }

    /** @param value a record or a tree that Jackson can write */
    public static void writeJson(Path file, Object value) throws IOException {
        write(file, bytes(value));
    }

    public static <T> T readJson(Path file, Class<T> type) throws IOException {
        return parse(Files.readAllBytes(file), type);
    }

    /** Ignores unknown fields; an unknown value of an enumeration is null. */
    public static <T> T parse(byte[] json, Class<T> type) throws IOException {
        return JSON.readValue(json, type);
    }

    /** Like {@link #writeJson}, but not forced to the disk: survives a crash of the program, not of the machine. */
    public static void replaceJson(Path file, Object value) throws IOException {
        replace(file, bytes(value));
    }

    /** Like {@link #write}, but not forced to the disk. */
    public static void replace(Path file, byte[] content) throws IOException {
        try {
            Path beside = beside(file);
            Files.write(beside, content);
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UnwritableException(file, e);
        }
    }

    /** @throws UnwritableException where the disk refuses it; the file is then unchanged */
    public static void write(Path file, byte[] content) throws IOException {
        try {
            force(file, content);
        } catch (IOException e) {
            throw new UnwritableException(file, e);
        }
    }

    private static void force(Path file, byte[] content) throws IOException {
        Path beside = beside(file);
        try (FileChannel channel = FileChannel.open(beside, StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
        forceFolder(file.getParent());
    }

    /** Encodes via a string: Jackson's own UTF-8 writer fails on half a surrogate pair, which JSON can hold. */
    private static byte[] bytes(Object value) throws IOException {
        return json(value).getBytes(StandardCharsets.UTF_8);
    }

    /** In one line. */
    public static String json(Object value) throws IOException {
        return JSON.writeValueAsString(value);
    }

    private static Path beside(Path file) {
        return file.resolveSibling(HIDDEN + file.getFileName() + UNFINISHED);
    }

    /** Removes what a program that was killed while writing left in a folder. No other process may write there now. */
    public static void removeUnfinished(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, HIDDEN + "*" + UNFINISHED)) {
            for (Path file : files) {
                if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                    Files.delete(file);
                }
            }
        }
    }

    /** A rename is safe only once its folder is on the disk too. */
    private static void forceFolder(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
