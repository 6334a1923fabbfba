package io.agentmesh.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LineFileTest {

    @TempDir
    Path folder;

    @Test
    void fileThatIsNotThereYetIsReadOnceItComes() throws Exception {
        try (LineFile lines = new LineFile(file(), 0)) {
            assertThat(lines.next()).isNull();
            append("one\n");
            assertThat(lines.next()).isEqualTo(new LineFile.Line("one", 4, 0));
            assertThat(lines.next()).isNull();
        }
    }

    @Test
    void lineIsHandedOnOnlyWhenItIsWhole() throws Exception {
        append("one\ntw");
        try (LineFile lines = new LineFile(file(), 0)) {
            assertThat(lines.next().text()).isEqualTo("one");
            assertThat(lines.next()).isNull();
            assertThat(lines.end()).as("a new reader from here misses nothing").isEqualTo(4);
            append("o\n");
            assertThat(lines.next()).isEqualTo(new LineFile.Line("two", 8, 0));
        }
    }

    @Test
    void restIsWhatHasNoLineEnd() throws Exception {
        append("one\ntw");
        try (LineFile lines = new LineFile(file(), 4)) {
            assertThat(lines.next()).isNull();
            assertThat(lines.rest()).isEqualTo(new LineFile.Line("tw", 6, 0));
            assertThat(lines.end()).isEqualTo(6);
            assertThat(lines.rest()).isNull();
        }
    }

    @Test
    void lineEndsOfWindowsAreLineEnds() throws Exception {
        append("one\r\n\r\ntwo\n");

        assertThat(texts(0)).containsExactly("one", "", "two");
    }

    @Test
    void charactersAreWholeOverTheEndOfABuffer() throws Exception {
        String line = "é→😀".repeat(40_000);
        append("x" + line + "\n" + line + "\n");

        assertThat(texts(0)).containsExactly("x" + line, line);
    }

    @Test
    void bytesThatAreNoTextAreReplaced() throws Exception {
        Files.write(file(), new byte[] {'a', (byte) 0xff, 0, 'b', '\n'});

        assertThat(texts(0)).containsExactly("a\ufffd\0b");
    }

    @Test
    void hugeLineIsCutAndTheNextOneIsWhole() throws Exception {
        append("x".repeat(LineFile.MAX_LENGTH + 100) + "\nnext\n");
        try (LineFile lines = new LineFile(file(), 0)) {
            LineFile.Line huge = lines.next();
            assertThat(huge.cut()).isTrue();
            assertThat(huge.text()).hasSize(LineFile.MAX_LENGTH);
            assertThat(huge.end()).isEqualTo(LineFile.MAX_LENGTH + 101);
            assertThat(lines.next()).isEqualTo(new LineFile.Line("next", LineFile.MAX_LENGTH + 106, 0));
        }
    }

    @Test
    void fileThatWasEmptiedIsReadFromItsBeginningAndWhatIsGoneIsCounted() throws Exception {
        append("one\ntwo\nth");
        try (LineFile lines = new LineFile(file(), 0)) {
            assertThat(lines.next().text()).isEqualTo("one");
            assertThat(lines.next().text()).isEqualTo("two");
            assertThat(lines.next()).isNull();
            assertThat(lines.takeLost()).isZero();

            Files.write(file(), new byte[0]);
            append("x\n");
            assertThat(lines.next()).isNull();

            assertThat(lines.takeLost()).as("half a line").isEqualTo(2);
            assertThat(lines.takeLost()).isZero();
            assertThat(lines.next().text()).isEqualTo("x");
            assertThat(lines.end()).isEqualTo(2);
        }
    }

    @Test
    void fileThatWasEmptiedAndFilledBetweenTwoReadsIsNoticed() throws Exception {
        append("one\n");
        try (LineFile lines = new LineFile(file(), 0)) {
            lines.next();
            Files.write(file(), new byte[0]);
            append("another line\nand more\n");

            assertThat(lines.next()).isNull();
            assertThat(lines.takeLost()).isEqualTo(1);
            assertThat(lines.next().text()).isEqualTo("another line");
        }
    }

    @Test
    void anOffsetBehindTheEndIsThatOfAFileThatWasEmptied() throws Exception {
        append("one\n");
        try (LineFile lines = new LineFile(file(), 100)) {
            assertThat(lines.next()).isNull();
            assertThat(lines.takeLost()).isPositive();
            assertThat(lines.next().text()).isEqualTo("one");
        }
        List<String> all = new ArrayList<>();
        LineFile.readAll(file(), 100, line -> all.add(line.text()));
        assertThat(all).containsExactly("one");
    }

    @Test
    void everyOffsetBehindALineIsAPlaceToGoOn() throws Exception {
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < 5_000; i++) {
            all.append("line ").append(i).append(" →\n");
        }
        append(all.toString());
        List<String> read = new ArrayList<>();
        long at = 0;
        for (int i = 0; i < 5_000; i++) {
            try (LineFile lines = new LineFile(file(), at)) {
                LineFile.Line line = lines.next();
                read.add(line.text());
                at = line.end();
            }
        }
        assertThat(read).isEqualTo(all.toString().lines().toList());
    }

    private List<String> texts(long offset) throws Exception {
        List<String> texts = new ArrayList<>();
        try (LineFile lines = new LineFile(file(), offset)) {
            for (LineFile.Line line = lines.next(); line != null; line = lines.next()) {
                texts.add(line.text());
            }
        }
        return texts;
    }

    private void append(String text) throws Exception {
        Files.write(file(), text.getBytes(StandardCharsets.UTF_8), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private Path file() {
        return folder.resolve("stdout");
    }
}
