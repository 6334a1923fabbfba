package io.agentmesh.opencode;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.agentmesh.agent.LineFile;
import io.agentmesh.task.text.CutText;

/**
 * The output of {@code opencode export}. Plugins of the repository are loaded for it and may print before, after, or in
 * the first line of the JSON.
 */
final class ExportedSession {

    private static final int MAX_WORDS = 200;
    /** Places where the JSON may begin. */
    private static final int MAX_TRIES = 100;

    private final Path export;
    private String directory;
    private boolean isJson;
    private int tries;

    private ExportedSession(Path export) {
        this.export = export;
    }

    /**
     * {@code info.directory}, without reading the messages behind it.
     *
     * @return null where there is none
     * @throws IOException with a sentence where there is no JSON
     */
    static String directory(Path export) throws IOException {
        ExportedSession session = new ExportedSession(export);
        String beginning = session.read();
        if (session.directory == null && !session.isJson) {
            throw new IOException(beginning.isEmpty() ? "OpenCode exported nothing"
                    : "OpenCode's export has no JSON in it; it begins with: " + beginning);
        }
        return session.directory;
    }

    /** @return the first words of the output */
    private String read() throws IOException {
        String beginning = "";
        long begin = 0;
        try (LineFile lines = new LineFile(export, 0)) {
            for (LineFile.Line line = next(lines); line != null && directory == null && tries < MAX_TRIES;
                    line = next(lines)) {
                beginning = beginning.isEmpty() ? CutText.to(MAX_WORDS, line.text().strip()) : beginning;
                int brace = line.text().indexOf('{');
                // An indented brace is nested.
                if (brace >= 0 && !line.text().startsWith(" ")) {
                    tries++;
                    tryAt(begin + line.text().substring(0, brace).getBytes(StandardCharsets.UTF_8).length);
                }
                begin = line.end();
            }
        }
        return beginning;
    }

    private static LineFile.Line next(LineFile lines) throws IOException {
        LineFile.Line line = lines.next();
        return line == null ? lines.rest() : line;
    }

    private void tryAt(long offset) throws IOException {
        try (InputStream in = Files.newInputStream(export)) {
            in.skipNBytes(offset);
            try (JsonParser json = new JsonFactory().createParser(in)) {
                while (json.nextToken() != null && !json.getParsingContext().inRoot()) {
                    if (json.currentToken() == JsonToken.FIELD_NAME && "directory".equals(json.currentName())
                            && "info".equals(json.getParsingContext().getParent().getCurrentName())) {
                        directory = json.nextTextValue();
                        return;
                    }
                }
                isJson = true;
            }
        } catch (JsonProcessingException e) {
            // Other text that begins with a brace.
        }
    }
}
