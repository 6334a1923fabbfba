package io.agentmesh.worker.observe;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentmesh.settings.WorkerSettings;
import io.agentmesh.task.Names;

/**
 * Collects the secrets to mask: the worker's token, secrets in variables and in OpenCode's configuration (by their
 * names), passwords in URLs, and the values named by the setting {@code mask}.
 */
public final class KnownSecrets {

    private static final Pattern PASSWORD_IN_URL = Pattern.compile("://[^/\\s:@]*:([^/\\s@]+)@");
    /** A proxy may be written without a scheme. */
    private static final Pattern PROXY = Pattern.compile("(?i)\\w+_proxy");

    private final WorkerSettings settings;
    private final Map<String, String> environment;

    /** @param environment the worker's */
    public KnownSecrets(WorkerSettings settings, Map<String, String> environment) {
        this.settings = settings;
        this.environment = environment;
    }

    /** Secrets of the worker itself, which no agent gets. */
    public Set<String> own() {
        Map<String, String> variables = new HashMap<>(environment);
        variables.keySet().removeIf(name -> !Names.isWorkersOwn(name));
        Set<String> secrets = new LinkedHashSet<>();
        Stream.concat(Stream.ofNullable(settings.authToken()), Stream.ofNullable(settings.redisUrl())
                        .flatMap(redis -> Stream.of(redis.password(), redis.sentinelPassword())))
                .filter(Objects::nonNull).forEach(secrets::add);
        Stream.ofNullable(settings.health().token()).forEach(secrets::add);
        addAll(secrets, variables, Names.like(Set.of()));
        return secrets;
    }

    /**
     * All secrets to mask.
     *
     * @param handedOn the agent's variables, which it may print
     */
    public Set<String> all(Map<String, String> handedOn) {
        Pattern named = Names.like(settings.exposure().mask());
        Set<String> secrets = own();
        addAll(secrets, environment, named);
        addAll(secrets, handedOn, named);
        addAll(secrets, settings.opencodeConfig());
        return secrets;
    }

    private static void addAll(Set<String> secrets, Map<String, String> variables, Pattern named) {
        variables.forEach((name, value) -> {
            if ((Names.isSecret(name) || named.matcher(name).matches()) && !isFile(value)) {
                secrets.add(value);
            }
            Matcher password = PASSWORD_IN_URL.matcher(PROXY.matcher(name).matches() ? "://" + value : value);
            while (password.find()) {
                secrets.add(password.group(1));
            }
        });
    }

    private static void addAll(Set<String> secrets, JsonNode config) {
        config.properties().forEach(field -> {
            JsonNode value = field.getValue();
            // Such as {env:NAME}: OpenCode substitutes another value.
            if (value.isTextual() && Names.isSecret(field.getKey()) && !value.asText().startsWith("{")) {
                secrets.add(value.asText().replaceFirst("^(?:Bearer|Basic) ", ""));
            }
            addAll(secrets, value);
        });
        if (config.isArray()) {
            config.forEach(item -> addAll(secrets, item));
        }
    }

    /** A variable such as MY_TOKEN_FILE names a file and is no secret. */
    private static boolean isFile(String value) {
        try {
            return value.startsWith("/") && Files.exists(Path.of(value));
        } catch (InvalidPathException e) {
            return false;
        }
    }
}
