package io.agentmesh.support;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import org.awaitility.Awaitility;

/**
 * An AgentMesh server as users already run it, on the software that they run it on: a FastAPI application (the resource
 * {@code uvicorn/classic.py}) behind uvicorn with its parser httptools. It is stricter than a server of Java's: a
 * request to upgrade the connection is answered 400. {@link ClassicServer} is for what a real one can't be made to do.
 */
public final class RealUvicorn implements AutoCloseable {

    static final String PACKAGES = "python3-uvicorn python3-httptools python3-fastapi";
    private static final Path PYTHON = Path.of("/usr/bin/python3");
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pattern STARTED = Pattern.compile("Uvicorn running on (http://[0-9.:]+)");

    private final Path log;
    private final Process process;
    private final URI url;

    /** @param folder for its files */
    public RealUvicorn(Path folder) {
        Needed.packages(PACKAGES, Installation.IS_COMPLETE);
        log = folder.resolve("uvicorn.log");
        try (InputStream application = RealUvicorn.class.getResourceAsStream("/uvicorn/classic.py")) {
            Files.copy(application, folder.resolve("classic.py"));
            process = new ProcessBuilder(PYTHON.toString(), "-B", "-m", "uvicorn", "--http", "httptools", "--host",
                    "127.0.0.1", "--port", "0", "classic:app").directory(folder.toFile()).redirectErrorStream(true)
                    .redirectOutput(log.toFile()).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        url = URI.create(Awaitility.await("uvicorn listens").atMost(PATIENCE).pollInterval(Duration.ofMillis(20))
                .until(this::address, address -> !address.isEmpty()));
    }

    public URI url() {
        return url;
    }

    /** Any call, with a JSON answer. */
    public JsonNode get(String path) {
        return new JsonCalls(url).get(path);
    }

    /** @return the id of a new codebase of a worker */
    public String codebase(Path path, String workerId) {
        return new JsonCalls(url).post("/v1/opencode/codebases", Map.of("name", path.getFileName().toString(), "path",
                path.toString(), "worker_id", workerId)).at("/codebase/id").asText();
    }

    /** @return the id of a new task */
    public String task(String codebaseId, String agentType, String prompt) {
        return new JsonCalls(url).post("/v1/opencode/codebases/" + codebaseId + "/tasks", Map.of("title", "t", "prompt",
                prompt, "agent_type", agentType)).at("/task/id").asText();
    }

    /** What it logged: a line for each request, and its warnings. */
    public List<String> log() {
        try {
            return Files.readAllLines(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String address() {
        if (!process.isAlive()) {
            throw new IllegalStateException("uvicorn (" + PACKAGES + ") ended: " + log());
        }
        Matcher started = STARTED.matcher(String.join("\n", log()));
        return started.find() ? started.group(1) : "";
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Looked for once. */
    private static final class Installation {

        private static final boolean IS_COMPLETE = isComplete();

        private static boolean isComplete() {
            try {
                return Files.isExecutable(PYTHON) && new ProcessBuilder(PYTHON.toString(), "-B", "-c",
                        "import uvicorn, httptools, fastapi").redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor() == 0;
            } catch (IOException e) {
                return false;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
    }
}
