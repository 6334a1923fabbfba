package io.agentmesh.agent;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Reads the lines of a file that another process still writes, from a byte offset on. Memory is bounded: a line is
 * truncated to {@link #MAX_LENGTH}. A file that was emptied meanwhile, as by {@code > /dev/stdout}, is read from its
 * beginning, and the lost bytes are counted.
 */
public final class LineFile implements Closeable {

    /** In bytes; agents truncate a tool's output far below. */
    public static final int MAX_LENGTH = 4 << 20;

    private static final int CHUNK = 64 << 10;
    /** Bytes before the position that each read compares: a file may be emptied and filled between two. */
    private static final int MARK = 64;

    private final Path path;
    private final ByteBuffer buffer = ByteBuffer.allocate(CHUNK).limit(0);
    private ByteArrayOutputStream line = new ByteArrayOutputStream();
    private FileChannel channel;
    private long end;
    private long taken;
    private long position;
    private long missing;
    private byte[] mark = {};
    private long size;
    private long lost;

    /**
     * @param text    without its line end, LF or CR LF; bytes that are no UTF-8 are replaced
     * @param end     the offset of the first byte behind the line
     * @param missing how many bytes were truncated at the line's end
     */
    public record Line(String text, long end, long missing) {

        public boolean cut() {
            return missing > 0;
        }
    }

    public LineFile(Path path, long offset) {
        this.path = path;
        this.end = offset;
        this.taken = offset;
        this.position = offset;
    }

    /** Reads all lines, from an offset on, of a file that is complete; none where there is no file. */
    public static void readAll(Path file, long from, Consumer<Line> reader) throws IOException {
        try (LineFile lines = new LineFile(file, from > RunFolder.size(file) ? 0 : from)) {
            for (Line line = lines.next(); line != null; line = lines.next()) {
                reader.accept(line);
            }
            Line rest = lines.rest();
            if (rest != null) {
                reader.accept(rest);
            }
        }
    }

    /** The offset behind the last line that was read; an incomplete line doesn't count. */
    public long end() {
        return end;
    }

    /** @return the next whole line, or null where there is none yet */
    public Line next() throws IOException {
        while (buffer.hasRemaining() || fill()) {
            if (takeToLineEnd()) {
                return take();
            }
        }
        return null;
    }

    /** @return the text behind the last line end, or null; for a file that is complete */
    public Line rest() {
        return line.size() == 0 ? null : take();
    }

    private boolean takeToLineEnd() {
        byte[] bytes = buffer.array();
        int from = buffer.position();
        int to = from;
        while (to < buffer.limit() && bytes[to] != '\n') {
            to++;
        }
        boolean whole = to < buffer.limit();
        int kept = Math.min(to - from, MAX_LENGTH - line.size());
        line.write(bytes, from, kept);
        missing += to - from - kept;
        buffer.position(whole ? to + 1 : to);
        taken += buffer.position() - from;
        return whole;
    }

    private Line take() {
        end = taken;
        String text = line.toString(StandardCharsets.UTF_8);
        Line whole = new Line(text.endsWith("\r") ? text.substring(0, text.length() - 1) : text, end, missing);
        if (line.size() > CHUNK) {
            line = new ByteArrayOutputStream();
        } else {
            line.reset();
        }
        missing = 0;
        return whole;
    }

    /**
     * Returns the bytes lost since the last call, of those that were seen but not read: at least 1 where the file was
     * emptied, else 0.
     */
    public long takeLost() {
        long taken = lost;
        lost = 0;
        return taken;
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
        if (wasEmptied(count)) {
            beginAnew();
            return false;
        }
        if (count > 0) {
            size = Math.max(position + count, channel.size());
            position += count;
            mark = Arrays.copyOfRange(buffer.array(), Math.max(0, count - MARK), count);
        }
        return count > 0;
    }

    private boolean wasEmptied(int count) throws IOException {
        return count > 0 ? !Arrays.equals(mark, markInFile()) : channel.size() < position;
    }

    private byte[] markInFile() throws IOException {
        ByteBuffer found = ByteBuffer.allocate(mark.length);
        channel.read(found, position - mark.length);
        return Arrays.copyOf(found.array(), found.position());
    }

    private void beginAnew() {
        lost += Math.max(1, size - end);
        buffer.limit(0);
        line.reset();
        mark = new byte[0];
        end = 0;
        taken = 0;
        position = 0;
        missing = 0;
        size = 0;
    }

    @Override
    public void close() throws IOException {
        if (channel != null) {
            channel.close();
        }
    }
}
