package io.agentmesh.cli.doctor;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;

import io.agentmesh.settings.http.HttpAnswer;
import io.agentmesh.settings.http.HttpCalls;
import io.agentmesh.settings.http.Network;

/**
 * Checks that the server answers, accepts the token, and is an AgentMesh server, and compares the clocks. Only reads:
 * it doesn't register the worker.
 */
final class ServerCheck implements Check {

    private static final String NAME = "server";
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpCalls http;
    private final String way;
    private final String url;
    private final String token;
    private final String workerId;
    private final String hostName;
    private final String instance;
    private final ClockCheck clock;

    /**
     * @param url      without a slash at its end
     * @param token    or null
     * @param hostName this machine's
     * @param instance of the worker's state folder; empty where it has none yet
     */
    ServerCheck(String url, String token, String workerId, String hostName, String instance, ClockCheck clock,
            Network network) {
        this.instance = instance;
        this.http = new HttpCalls(network, TIMEOUT, TIMEOUT);
        this.way = network.way(url);
        this.url = url;
        this.token = token;
        this.workerId = workerId;
        this.hostName = hostName;
        this.clock = clock;
    }

    @Override
    public List<Finding> check() {
        List<Finding> findings = new ArrayList<>();
        try {
            HttpAnswer answer = get("/v1/opencode/workers/" + workerId);
            findings.add(toFinding(answer));
            if (findings.get(0).level() == Level.OK) {
                addDuplicateWorker(read(answer.body()), findings);
            }
            findings.add(clock.compare(answer.header("date")));
        } catch (IOException e) {
            findings.add(Finding.problem(NAME, url + " can't be reached" + way + ": "
                    + HttpCalls.reason(e, "connection refused", "no answer in " + TIMEOUT.toSeconds() + " s"),
                    "start the server, or correct server_url" + (way.isEmpty() ? "" : " or the proxy (HTTP_PROXY, "
                            + "HTTPS_PROXY, NO_PROXY)")));
        }
        return findings;
    }

    private Finding toFinding(HttpAnswer answer) throws IOException {
        int status = answer.status();
        if (status == 407 && !way.isEmpty()) {
            return Finding.problem(NAME, url + " can't be reached" + way + ": it wants a user and a password",
                    "give them in the proxy's URL: http://user:password@host:port");
        }
        if (status == 401) {
            return Finding.problem(NAME, token == null ? url + " wants a token, and none is set"
                    : url + " doesn't know the token", "set auth_token, A2A_AUTH_TOKEN or auth_token_file to one of the server's");
        }
        if (status == 403) {
            return Finding.problem(NAME, url + " doesn't let this token speak for a worker",
                    "take a token of the role worker or admin");
        }
        if (status >= 300 && status < 400) {
            return Finding.problem(NAME, url + " leads elsewhere, to " + (answer.header("location").isEmpty() ? "nowhere" : answer.header("location")),
                    "set server_url to the address itself");
        }
        if (status >= 500) {
            return Finding.problem(NAME, url + " fails with " + status, "look into the server's log");
        }
        JsonNode body = read(answer.body());
        if (status == 200 ? !body.path("worker_id").asText().equals(workerId) : status != 404 || !body.has("detail")) {
            return Finding.problem(NAME, url + " answers " + status + ", but not as an AgentMesh server does",
                    "correct server_url; a path in front of /v1 belongs to it");
        }
        return Finding.ok(NAME, url + " answers, " + (token == null ? "wants no token" : "knows the token") + ", and is "
                + (isClassic() ? "a classic AgentMesh server" : "one of the agentmesh serve kind"));
    }

    /** Two workers with one id would lose each other's tasks. */
    private void addDuplicateWorker(JsonNode worker, List<Finding> findings) {
        String host = worker.path("hostname").asText();
        String other = worker.path("instance").asText();
        boolean isOther = other.isEmpty() ? !host.isEmpty() && !host.equals(hostName) : !other.equals(instance);
        if (worker.path("status").asText().equals("active") && isOther) {
            findings.add(Finding.warning(NAME, "a worker with the id " + workerId + " is active on the machine " + host
                    + (host.equals(hostName) ? ", with another state folder" : ""),
                    "give each worker a worker_id of its own"));
        }
    }

    /** A classic server documents this call but doesn't have it (HTTP contract, "Workers"). */
    private boolean isClassic() throws IOException {
        return get("/v1/monitor/workers").status() == 404;
    }

    private HttpAnswer get(String path) throws IOException {
        Map<String, String> headers = new HashMap<>(Map.of("Accept", "application/json"));
        if (token != null) {
            headers.put("Authorization", "Bearer " + token);
        }
        return http.send("GET", url + path, headers, null);
    }

    private static JsonNode read(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }
}
