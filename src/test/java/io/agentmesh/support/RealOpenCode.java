package io.agentmesh.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import io.agentmesh.opencode.install.CacheFolder;
import io.agentmesh.opencode.install.NpmClient;
import io.agentmesh.opencode.install.OpenCodeInstaller;

/**
 * The real OpenCode at the pinned version, for tests: {@code @RegisterExtension static RealOpenCode}. It is installed
 * from npm where it is missing, once for all builds of this user (the JVM property {@code agentmesh.cache} or the
 * variable {@code AGENTMESH_CACHE} names another folder). Where it can't be had the tests fail; they are never skipped.
 */
public final class RealOpenCode implements BeforeAllCallback {

    private static final Duration TIME_TO_INSTALL = Duration.ofMinutes(10);
    private static final Duration TIME_TO_RUN = Duration.ofMinutes(2);

    private Path program;

    @Override
    public void beforeAll(ExtensionContext context) {
        Path cache = CacheFolder.locate(environmentOfBuild(), Path.of(System.getProperty("user.home")));
        program = new OpenCodeInstaller(cache, OpenCodeInstaller.pinnedVersion(),
                new NpmClient("npm", (int) TIME_TO_INSTALL.toSeconds()), System.err::println).install();
    }

    private static Map<String, String> environmentOfBuild() {
        String property = System.getProperty("agentmesh.cache");
        return property == null ? System.getenv() : Map.of(CacheFolder.VARIABLE, property);
    }

    /** The executable, absolute. */
    public Path program() {
        return program;
    }

    /**
     * Variables that keep a run off the user's own OpenCode data and off the network. Each run leaves a library of
     * some megabytes in the folder of temporary files (seen with 1.18.33), so that is {@code home} too.
     *
     * @param home a fresh folder; the same folder again finds the sessions of earlier runs
     */
    public Map<String, String> environment(Path home) {
        return Map.of("TMPDIR", home.toString(), "XDG_DATA_HOME", home.resolve("data").toString(),
                "XDG_CONFIG_HOME", home.resolve("config").toString(),
                "XDG_CACHE_HOME", home.resolve("cache").toString(),
                "XDG_STATE_HOME", home.resolve("state").toString(),
                "OPENCODE_DISABLE_AUTOUPDATE", "1",
                "OPENCODE_DISABLE_MODELS_FETCH", "1",
                "OPENCODE_DISABLE_LSP_DOWNLOAD", "1");
    }

    /**
     * Runs {@code opencode run} to its end.
     *
     * @param config OpenCode's configuration as JSON, such as {@link ScriptedModel#openCodeConfig()}; it names the model
     */
    public Run run(Path home, Path codebase, String config, String prompt, String... moreFlags)
            throws IOException, InterruptedException {
        Path folder = Files.createDirectories(home.resolve("run"));
        Path input = Files.writeString(folder.resolve("stdin"), prompt);
        Path output = folder.resolve("stdout");
        Path errors = folder.resolve("stderr");
        List<String> command = new ArrayList<>(List.of(program.toString(), "run", "--format=json", "--title=test",
                "--dir=" + codebase.toRealPath()));
        command.addAll(List.of(moreFlags));
        ProcessBuilder builder = new ProcessBuilder(command).directory(codebase.toFile())
                .redirectInput(input.toFile()).redirectOutput(output.toFile()).redirectError(errors.toFile());
        builder.environment().putAll(environment(home));
        builder.environment().put("PWD", codebase.toRealPath().toString());
        builder.environment().put("OPENCODE_CONFIG_CONTENT", config);
        Process process = builder.start();
        boolean ended = process.waitFor(TIME_TO_RUN.toSeconds(), TimeUnit.SECONDS);
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().waitFor();
        if (!ended) {
            throw new AssertionError("opencode took longer than " + TIME_TO_RUN + ": " + Files.readString(errors));
        }
        return new Run(process.exitValue(), Files.readString(output), Files.readString(errors));
    }

    /** How a run ended, and what it printed. */
    public record Run(int exit, String output, String errors) {

        /** Its events; a line that isn't JSON is an error. */
        public List<JsonNode> events() throws IOException {
            List<JsonNode> events = new ArrayList<>();
            for (String line : output.lines().toList()) {
                events.add(new ObjectMapper().readTree(line));
            }
            return events;
        }

        public String sessionId() throws IOException {
            return events().get(0).path("sessionID").asText();
        }

        /** What the agent said, over all steps. */
        public String text() throws IOException {
            return String.join("\n", events().stream().filter(event -> event.path("type").asText().equals("text"))
                    .map(event -> event.path("part").path("text").asText()).toList());
        }
    }
}
