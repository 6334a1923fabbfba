package io.agentmesh.server;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.ZoneOffset;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What tasks used, by day and codebase. */
@Tag("store")
class UsageTest {

    @TempDir
    Path folder;
    private TestServer server;
    private String codebase;

    @BeforeEach
    void start() {
        server = new TestServer(folder);
        server.registerWorker("w1");
        codebase = server.registerCodebase("w1", "/p");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void nothingUsedIsNothing() {
        end(codebase, "", today());
        end(codebase, ", \"usage\": {}", today());

        assertThat(server.get("/v1/monitor/usage").json().toString()).isEqualTo("{\"days\":[],\"total\":{\"tasks\":0,"
                + "\"input\":0,\"output\":0,\"reasoning\":0,\"cache_read\":0,\"cache_write\":0,\"cost\":0}}");
    }

    @Test
    void tasksAreSummedByDayAndCodebase() {
        String all = ", \"usage\": {\"input\": 10, \"output\": 2, \"reasoning\": 3, \"cache_read\": 4, \"cache_write\": 5, "
                + "\"cost\": 0.1}";
        end(codebase, all, "2026-01-01");
        end(codebase, ", \"usage\": {\"cost\": 0.2}", today());
        end(codebase, all, today());
        end("global", ", \"usage\": {\"input\": 1}", today());
        String yesterday = LocalDate.parse(today()).minusDays(1).toString();
        end(codebase, all, yesterday);

        JsonNode usage = server.get("/v1/monitor/usage").json();

        JsonNode days = usage.path("days");
        assertThat(days).extracting(day -> day.path("day").asText()).containsExactly(today(), today(), yesterday);
        JsonNode here = day(days, codebase);
        assertThat(here.path("codebase_name").asText()).isEqualTo("c");
        assertThat(here.path("tasks").asInt()).isEqualTo(2);
        assertThat(here.path("input").asInt()).isEqualTo(10);
        assertThat(here.path("output").asInt()).isEqualTo(2);
        assertThat(here.path("reasoning").asInt()).isEqualTo(3);
        assertThat(here.path("cache_read").asInt()).isEqualTo(4);
        assertThat(here.path("cache_write").asInt()).isEqualTo(5);
        assertThat(here.path("cost").decimalValue()).isEqualByComparingTo("0.3");
        assertThat(day(days, "global").has("codebase_name")).isFalse();
        assertThat(usage.path("total").path("tasks").asInt()).isEqualTo(4);
        assertThat(usage.path("total").path("input").asInt()).isEqualTo(21);
        assertThat(usage.path("total").path("cost").decimalValue()).isEqualByComparingTo("0.4");
    }

    @Test
    void daysAndCodebaseFilter() {
        String yesterday = LocalDate.parse(today()).minusDays(1).toString();
        end(codebase, ", \"usage\": {\"input\": 1}", yesterday);
        end("global", ", \"usage\": {\"input\": 2}", today());

        assertThat(input("?days=1")).isEqualTo(2);
        assertThat(input("?days=2")).isEqualTo(3);
        assertThat(input("?days=366&codebase_id=" + codebase)).isEqualTo(1);
        assertThat(input("?codebase_id=nobodys")).isZero();
    }

    @Test
    void largestNumbersAreSummed() {
        for (int i = 0; i < 3; i++) {
            end("global", ", \"usage\": {\"input\": 1000000000000, \"cost\": 100000}", today());
        }

        assertThat(input("")).isEqualTo(3_000_000_000_000L);
        assertThat(server.get("/v1/monitor/usage").json().at("/total/cost").decimalValue()).isEqualByComparingTo("300000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"?days=0", "?days=367", "?days=x", "?days=1&days=2", "?codebase_id=%00"})
    void whatMakesNoSenseIsRefused(String query) {
        assertThat(server.get("/v1/monitor/usage" + query).status()).isEqualTo(400);
    }

    private void end(String where, String usage, String day) {
        String task = server.createTask(where);
        server.claim(task, "w1");
        assertThat(server.report(task, "failed", "w1", usage).status()).isEqualTo(200);
        try (Connection connection = server.database().connect(); Statement statement = connection.createStatement()) {
            statement.execute("update tasks set completed_at = '" + day + "T00:00:00.000000Z' where id = '" + task + "'");
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private long input(String query) {
        return server.get("/v1/monitor/usage" + query).json().at("/total/input").asLong();
    }

    private static JsonNode day(JsonNode days, String codebaseId) {
        for (JsonNode day : days) {
            if (day.path("codebase_id").asText().equals(codebaseId)) {
                return day;
            }
        }
        throw new AssertionError("no day of " + codebaseId + " in " + days);
    }

    private static String today() {
        return LocalDate.now(ZoneOffset.UTC).toString();
    }
}
