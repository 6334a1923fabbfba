package io.agentmesh.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Some thousands of bad requests, see {@link BadRequests}: each is answered 4xx with one clear {@code detail}, or the
 * connection is closed where HTTP itself is broken; the server goes on, and nothing is written.
 */
@Timeout(300)
@Tag("store")
class BadInputCorpusTest {

    private static final int COUNT = 4_000;
    private static final int LARGE = 12 * 1024 * 1024;
    private static final Pattern ANSWER = Pattern.compile("HTTP/1\\.[01] (\\d{3}) .*?\r\n\r\n(.*)", Pattern.DOTALL);
    /** What Vert.x itself says, without a body, to a protocol that is not HTTP/1. */
    private static final Pattern OTHER_PROTOCOL = Pattern.compile("HTT[PX]/\\d\\.\\d 501 .*\r\n\r\n", Pattern.DOTALL);

    @TempDir
    Path folder;
    private TestServer server;
    private RawClient client;
    private String codebase;
    private String task;

    @BeforeEach
    void start() {
        server = new TestServer(folder);
        client = new RawClient(server);
        server.registerWorker("w1");
        codebase = server.registerCodebase("w1", "/p");
        task = server.createTask(codebase);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void everyBadRequestIsRefusedAndChangesNothing() throws Exception {
        Map<String, String> before = everything();
        List<String> complaints = new ArrayList<>();

        List<BadRequests.BadRequest> requests = new BadRequests(42, "w1", codebase, task).make(COUNT);
        for (BadRequests.BadRequest request : requests) {
            try {
                String complaint = complaint(client.exchange(request.bytes()));
                if (complaint != null) {
                    complaints.add(request.what() + ": " + complaint);
                }
            } catch (SocketTimeoutException e) {
                complaints.add(request.what() + ": no answer");
            }
        }

        assertThat(complaints).isEmpty();
        assertThat(requests).hasSizeGreaterThanOrEqualTo(COUNT);
        assertThat(everything()).isEqualTo(before);
        assertThat(server.get("/health").status()).isEqualTo(200);
    }

    @Test
    void largeBodiesAreRefusedWhereverTheyGo() throws Exception {
        Map<String, String> before = everything();
        byte[] body = ("{\"worker_id\": \"w1\", \"x\": \"" + "a".repeat(LARGE) + "\"}").getBytes();

        for (ApiCalls.Call call : ApiCalls.described()) {
            if (!call.method().equals("GET")) {
                String path = call.path().replaceAll("(?<=tasks/)\\{id}", task).replaceAll("\\{id}", codebase)
                        .replace("{session_id}", "s");
                String head = call.method() + " " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                        + "Content-Type: application/json\r\nContent-Length: " + body.length + "\r\n\r\n";
                assertThat(client.exchange(head)).as(call.name()).startsWith("HTTP/1.1 413 ").contains("{\"detail\":");
            }
        }
        assertThat(everything()).isEqualTo(before);
    }

    /** What is wrong with the answer, or null. */
    private static String complaint(String answer) throws IOException {
        Matcher matcher = ANSWER.matcher(answer);
        if (answer.isEmpty() || OTHER_PROTOCOL.matcher(answer).matches()) {
            return null;
        }
        if (!matcher.matches() || !matcher.group(1).startsWith("4")) {
            return answer.lines().findFirst().orElse("") + " … " + answer.substring(Math.max(0, answer.length() - 200));
        }
        // Without what says where a chunk begins and ends.
        String json = matcher.group(2).replaceAll("(?s)^[^{]*|[^}]*$", "");
        JsonNode body = new ObjectMapper().readTree(json);
        String detail = body.path("detail").asText();
        boolean isClear = body.size() == 1 && detail.matches("[A-Za-z].{10,400}")
                && !detail.matches(".*(Exception|jackson|sqlite|vertx|\\bat line 0\\b).*");
        return isClear ? null : answer;
    }

    /** Every row of every table, as text. */
    private Map<String, String> everything() throws SQLException {
        Map<String, String> tables = new TreeMap<>();
        try (Connection database = server.database().connect(); Statement statement = database.createStatement()) {
            List<String> names = new ArrayList<>();
            try (ResultSet rows = database.getMetaData().getTables(null, database.getSchema(), "%", new String[] {"TABLE"})) {
                while (rows.next()) {
                    names.add(rows.getString("TABLE_NAME"));
                }
            }
            assertThat(names).contains("workers", "codebases", "tasks", "task_output", "sessions", "session_messages");
            for (String name : names) {
                StringBuilder text = new StringBuilder();
                try (ResultSet rows = statement.executeQuery("select * from " + name)) {
                    while (rows.next()) {
                        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                            text.append(rows.getString(i)).append('|');
                        }
                        text.append('\n');
                    }
                }
                tables.put(name, text.toString());
            }
        }
        return tables;
    }
}
