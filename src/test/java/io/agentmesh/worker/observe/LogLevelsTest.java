package io.agentmesh.worker.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

import io.agentmesh.support.FreePort;
import io.agentmesh.worker.ClassicWorkerTest;
import io.agentmesh.worker.ProcessTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;

/** {@code /observe/loggers} of a worker that runs. */
class LogLevelsTest extends ClassicWorkerTest {

    private static final Logger LOGGER = (Logger) LoggerFactory.getLogger("io.agentmesh.nobody.logs.here");

    private static final String TOKEN = "a-token-of-the-operator";

    private final HttpClient http = HttpClient.newHttpClient();
    private int port;

    @AfterEach
    void reset() {
        LOGGER.setLevel(null);
    }

    @Test
    void aLevelIsSetAndTakenBackWhileTheWorkerRuns() throws Exception {
        start();

        assertThat(call("PUT", "/" + LOGGER.getName() + "?level=DEBUG").body())
                .contains("\"" + LOGGER.getName() + "\":\"DEBUG\"");
        assertThat(LOGGER.getLevel()).isEqualTo(Level.DEBUG);
        assertThat(call("GET", "").body()).contains("\"ROOT\":\"INFO\"", "\"org.apache.camel\":\"WARN\"",
                "\"" + LOGGER.getName() + "\":\"DEBUG\"");

        assertThat(call("PUT", "/" + LOGGER.getName()).statusCode()).isEqualTo(200);
        assertThat(LOGGER.getLevel()).isNull();

        assertThat(call("PUT", "/" + LOGGER.getName() + "?level=LOUD").statusCode()).isEqualTo(400);
        assertThat(call("PUT", "/a%20b?level=DEBUG").statusCode()).isEqualTo(400);
        assertThat(call("PUT", "/ROOT").statusCode()).isEqualTo(400);
        assertThat(call("POST", "/" + LOGGER.getName() + "?level=DEBUG").statusCode()).isEqualTo(405);
        assertThat(LOGGER.getLevel()).isNull();
        assertThat(LoggerFactory.getLogger("ROOT")).extracting(root -> ((Logger) root).getLevel()).isEqualTo(Level.INFO);
    }

    @Test
    void whatAProxyBringsIsRefused() throws Exception {
        start();

        HttpResponse<String> answer = http.send(request("PUT", "/" + LOGGER.getName() + "?level=DEBUG")
                .header("X-Forwarded-For", "192.0.2.7").build(), HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(LOGGER.getLevel()).isNull();
    }

    @Test
    void withoutTheTokenNothingIsToldOrSet() throws Exception {
        start();
        for (String sent : new String[] {null, "Bearer wrong", "Bearer ", TOKEN, "Basic " + TOKEN}) {
            HttpRequest.Builder request = sent == null ? bare("PUT", "/" + LOGGER.getName() + "?level=OFF")
                    : bare("PUT", "/" + LOGGER.getName() + "?level=OFF").header("Authorization", sent);
            assertThat(http.send(request.build(), HttpResponse.BodyHandlers.ofString()).statusCode()).isEqualTo(401);
        }
        assertThat(http.send(bare("GET", "").build(), HttpResponse.BodyHandlers.ofString()).statusCode()).isEqualTo(401);
        assertThat(LOGGER.getLevel()).isNull();
    }

    @Test
    void itIsOffUnlessATokenIsSet() throws Exception {
        port = FreePort.next();
        worker = fixture.with("management_port", port).start();

        assertThat(call("PUT", "/" + LOGGER.getName() + "?level=OFF").statusCode()).isEqualTo(404);
        assertThat(call("GET", "").statusCode()).isEqualTo(404);
        assertThat(LOGGER.getLevel()).isNull();
    }

    private void start() throws Exception {
        port = FreePort.next();
        worker = fixture.with("management_port", port).with("management_token", TOKEN).start();
    }

    private HttpResponse<String> call(String method, String path) throws Exception {
        return http.send(request(method, path).build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String method, String path) {
        return bare(method, path).header("Authorization", "Bearer " + TOKEN);
    }

    private HttpRequest.Builder bare(String method, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/observe/loggers" + path))
                .method(method, HttpRequest.BodyPublishers.noBody()).timeout(Duration.ofSeconds(30));
    }
}
