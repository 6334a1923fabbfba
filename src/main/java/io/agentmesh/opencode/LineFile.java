package io.agentmesh.opencode;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Reads the lines of a file that another process still writes, from a byte offset on. Memory is bounded: of a longer
 * line than {@link #LONGEST} only the beginning is kept.
 */
final class LineFile implements Closeable {

    /** In bytes; OpenCode cuts a tool's output far below. */
    static final int LONGEST = 4 << 20;

    private final Path path;
    private final ByteBuffer buffer = ByteBuffer.allocate(64 << 10).limit(0);
    private final ByteArrayOutputStream line = new ByteArrayOutputStream(512);
    private FileChannel channel;
    private long end;
    private long position;
    private boolean cut;

    /**
     * @param text without its line end
     * @param end  the offset of the first byte behind the line
     * @param cut  whether the line was too long to be kept whole
     */
    record Line(String text, long end, boolean cut) {
    }

    LineFile(Path path, long offset) {
        this.path = path;
        this.end = offset;
        this.position = offset;
    }

    /** The offset behind the last line that was read. */
    long end() {
        return end;
    }

    /** @return the next whole line, or null where there is none yet */
    Line next() throws IOException {
        while (buffer.hasRemaining() || fill()) {
            while (buffer.hasRemaining()) {
                byte b = buffer.get();
                end++;
                if (b == '\n') {
                    return take();
                }
                keep(b);
            }
        }
        return null;
    }

    /** @return what stands behind the last line end, or null; for a file that nobody writes any more */
    Line rest() {
        return line.size() == 0 ? null : take();
    }

    private void keep(byte b) {
        if (line.size() < LONGEST) {
            line.write(b);
        } else {
            cut = true;
        }
    }

    private Line take() {
        Line whole = new Line(line.toString(StandardCharsets.UTF_8), end, cut);
        line.reset();
        cut = false;
        return whole;
    }

    private boolean fill() throws IOException {
        if (channel == null) {
            if (!Files.exists(path)) {
                return false;
            }
            channel = FileChannel.open(path, StandardOpenOption.READ);
        }
        buffer.clear();
        int count = channel.read(buffer, position);
        buffer.flip();
        position += Math.max(0, count);
        return count > 0;
    }

    @Override
    public void close() throws IOException {
        if (channel != null) {
            channel.close();
        }
    }
}
