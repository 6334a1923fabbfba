package io.agentmesh;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.agentmesh.redis.QueueNames;
import io.agentmesh.redis.RedisConnection;
import io.agentmesh.redis.stream.TaskStreams;
import io.agentmesh.settings.value.RedisUrl;
import io.agentmesh.support.DeclaredProperties;
import io.agentmesh.support.MarkdownFile;
import io.agentmesh.support.RealRedis;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.redisson.api.RScript;
import org.redisson.client.codec.StringCodec;

/** What docs/scaling.md shows and reckons. */
class ScalingDocsTest {

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final MarkdownFile PAGE = MarkdownFile.of(Path.of("docs/scaling.md"));
    private static final Duration OUTCOMES_ARE_SENT = Duration.ofSeconds(10);
    /** Of KEDA's trigger redis-streams, as its documentation lists them. */
    private static final Set<String> TRIGGER_FIELDS = Set.of("address", "stream", "streamLength");
    /** The streams of an idle worker with one codebase. */
    private static final int STREAMS = 2;
    private static final double SECONDS_OF_A_HELD_QUESTION = 20;
    private static final double SECONDS_BETWEEN_WORDS = 10;

    private final DeclaredProperties declared = DeclaredProperties.of(Path.of("application.properties"));

    @Test
    void commandsForRedisAreOnesThatItUnderstands(@TempDir Path folder) {
        List<String> commands = PAGE.code().stream().filter(line -> line.startsWith("redis-cli "))
                .map(line -> line.substring("redis-cli ".length()).replace("CODEBASE_ID", "c1")).toList();

        try (RealRedis redis = RealRedis.start(folder);
                RedisConnection connection = new RedisConnection(RedisUrl.parse(redis.url()).orElseThrow())) {
            new TaskStreams(connection).add("c1", List.of(new TaskStreams.NewEntry("{}", null)));

            assertThat(commands).hasSizeGreaterThan(5).allSatisfy(command -> connection.client()
                    .getScript(StringCodec.INSTANCE).eval(RScript.Mode.READ_ONLY, "redis.call(unpack(ARGV)) return 1",
                            RScript.ReturnType.INTEGER, List.of(), (Object[]) command.split(" ")));
        }
    }

    @Test
    void scaledObjectAsksForTheLengthOfTheCodebasesStream() throws IOException {
        JsonNode trigger = manifest("ScaledObject").at("/spec/triggers/0");

        assertThat(trigger.path("type").asText()).isEqualTo("redis-streams");
        assertThat(trigger.path("metadata").fieldNames()).toIterable().containsExactlyInAnyOrderElementsOf(TRIGGER_FIELDS);
        assertThat(trigger.at("/metadata/stream").asText()).isEqualTo(QueueNames.stream("CODEBASE_ID"));
        assertThat(trigger.path("metadata")).allSatisfy(value -> assertThat(value.isTextual()).isTrue());
        assertThat(trigger.at("/authenticationRef/name").asText())
                .isEqualTo(manifest("TriggerAuthentication").at("/metadata/name").asText());
        assertThat(PAGE.text()).contains("`consumerGroup: " + QueueNames.GROUP + "`");
    }

    @Test
    void podMayFinishWhatItRuns() throws IOException {
        JsonNode pod = manifest("").at("/spec/template/spec");
        Duration drain = duration(variable(pod, "A2A_DRAIN_TIMEOUT"));

        assertThat(drain).isGreaterThanOrEqualTo(duration(variable(pod, "A2A_TASK_TIMEOUT")));
        assertThat(Duration.ofSeconds(pod.path("terminationGracePeriodSeconds").asLong()))
                .isGreaterThan(drain.plus(duration(declared.value("worker.kill-grace"))).plus(OUTCOMES_ARE_SENT));
    }

    @Test
    void requestsAreThoseOfTheIntervals() {
        double server = Stream.of("heartbeat-interval", "redis-codebases", "redis-safety-poll")
                .mapToDouble(name -> 1 / seconds(name)).sum();
        double redis = (STREAMS + 1) / seconds("redis-wait") + 2 * STREAMS / seconds("redis-look");

        assertThat(PAGE.rows("")).filteredOn(row -> row.get(2).equals("**together**")).singleElement()
                .satisfies(row -> assertThat(row.subList(3, 5)).containsExactly("**" + number("%.3f", server) + "**",
                        "**" + number("%.1f", redis) + "**"));
        assertThat(fleet("Calls of idle workers, a second")).containsExactly(number("%.1f", server * 10),
                number("%,.0f", server * 1_000), number("%,.0f", server * 10_000));
        double atWork = server + 1 / SECONDS_OF_A_HELD_QUESTION + 1 / SECONDS_BETWEEN_WORDS;
        assertThat(fleet("Calls of workers at work, a second")).containsExactly(number("%.1f", atWork * 10),
                number("%,.0f", atWork * 1_000), number("%,.0f", atWork * 10_000));
        assertThat(fleet("Commands of idle workers at Redis, a second")).containsExactly(number("%.0f", redis * 10),
                number("%,.0f", redis * 1_000), number("%,.0f", redis * 10_000));
    }

    private static List<String> fleet(String what) {
        return PAGE.rows(what).get(0).subList(1, 4);
    }

    private double seconds(String property) {
        return duration(declared.value("worker." + property)).toMillis() / 1000.0;
    }

    private static Duration duration(String text) {
        return Duration.parse("PT" + text.toUpperCase(Locale.ROOT));
    }

    private static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }

    private static String variable(JsonNode pod, String name) {
        for (JsonNode variable : pod.at("/containers/0/env")) {
            if (variable.path("name").asText().equals(name)) {
                return variable.path("value").asText();
            }
        }
        throw new AssertionError(name + " is missing");
    }

    /** @param kind nothing for a part of a manifest */
    private static JsonNode manifest(String kind) throws IOException {
        List<JsonNode> found = new ArrayList<>();
        for (String block : PAGE.blocks("yaml")) {
            YAML.readerFor(JsonNode.class).<JsonNode>readValues(block).readAll().stream()
                    .filter(manifest -> manifest.path("kind").asText().equals(kind)).forEach(found::add);
        }
        assertThat(found).as(kind).hasSize(1);
        return found.get(0);
    }
}
