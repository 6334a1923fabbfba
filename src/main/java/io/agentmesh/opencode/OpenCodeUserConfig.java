package io.agentmesh.opencode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** The model configured in the user's own OpenCode configuration file. */
public final class OpenCodeUserConfig {

    private static final List<String> NAMES = List.of("opencode.jsonc", "opencode.json", "config.json");

    /** OpenCode's files may have comments and trailing commas. */
    private static final ObjectMapper LENIENT_JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS, JsonReadFeature.ALLOW_TRAILING_COMMA).build();

    private final Path folder;

    /** @param folder of OpenCode's configuration files */
    public OpenCodeUserConfig(Path folder) {
        this.folder = folder;
    }

    /** {@code $XDG_CONFIG_HOME/opencode}, else {@code ~/.config/opencode}. */
    public static OpenCodeUserConfig locate(Map<String, String> environment, Path home) {
        String base = environment.getOrDefault("XDG_CONFIG_HOME", "");
        return new OpenCodeUserConfig((base.isBlank() ? home.resolve(".config") : Path.of(base)).resolve("opencode"));
    }

    /** The model and the file that names it; empty where no file names one or none can be read. */
    public Optional<Map.Entry<String, Path>> model() {
        return NAMES.stream().map(folder::resolve).flatMap(file -> model(file).stream()
                .map(model -> Map.entry(model, file))).findFirst();
    }

    private static Optional<String> model(Path file) {
        if (!Files.isReadable(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(LENIENT_JSON.readTree(file.toFile()).path("model").asText())
                    .filter(model -> !model.isBlank());
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
