package io.agentmesh.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.agentmesh.server.access.AccessTokens;
import io.agentmesh.settings.WorkerSettings;
import io.agentmesh.settings.host.HostEnvironment;
import io.agentmesh.settings.source.SettingsFlags;
import io.agentmesh.settings.source.WorkerSettingsReader;
import io.agentmesh.support.FreePort;
import io.agentmesh.support.JsonCalls;
import io.agentmesh.support.LiveServer;
import io.agentmesh.support.RealRedis;
import io.agentmesh.support.RouteFile;
import io.agentmesh.support.RouteSchema;
import io.agentmesh.support.ScriptedOpenCode;
import io.agentmesh.worker.RunningWorker;
import io.agentmesh.worker.WorkerApp;

/**
 * What the manifests describe, on this machine: Redis, server and worker with their secrets, variables, and a ConfigMap of
 * routes. Only addresses and folders are others.
 */
class PodTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String POD = "agentmesh-worker-0";
    private static final Path ROUTES = Manifests.FOLDER.resolve("components/custom-routes/routes");

    @TempDir
    Path folder;

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void taskIsDoneByTheRouteOfTheConfigMapAndEveryProbeIsAnswered() throws Exception {
        MadeSecrets secrets = MadeSecrets.make();
        AccessTokens tokens = AccessTokens.load(null, secrets.file(folder, "agentmesh-tokens/tokens.json"));
        Path redisFolder = Files.createDirectories(folder.resolve("redis"));
        try (RealRedis redis = RealRedis.start(redisFolder, "--include",
                secrets.file(folder, "agentmesh-redis/redis.conf").toString())) {
            String redisUrl = secrets.text("agentmesh-redis/url").replace("agentmesh-redis:6379", "127.0.0.1:" + redis.port());
            try (LiveServer server = new LiveServer(folder, tokens, "server.redis-url=" + redisUrl)) {
                int port = FreePort.next();
                try (RunningWorker worker = worker(secrets, server.url(), redisUrl, port)) {
                    answers(Workload.worker(), port);
                    answers(Workload.server(), server.url().getPort());
                    assertThat(resultOfATask(new JsonCalls(server.url(), secrets.text("agentmesh-tokens/client-token"))))
                            .isEqualTo(POD + " was here");
                }
            }
        }
    }

    @Test
    void routeOfTheConfigMapIsAValidOneOfTheNameOfABuiltInOne() {
        List<RouteFile> files = RouteFile.in(ROUTES);

        assertThat(files).flatMap(new RouteSchema()::complaints).isEmpty();
        assertThat(files).isNotEmpty().allSatisfy(file ->
                assertThat(RouteFile.in(Path.of("routes/worker"))).extracting(RouteFile::name).contains(file.name()));
    }

    private void answers(Workload workload, int port) {
        assertThat(workload.probes()).isNotEmpty().allSatisfy(probe -> await().atMost(PATIENCE).untilAsserted(() ->
                assertThat(http.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + probe.getHttpGet().getPath()))
                        .timeout(PATIENCE).build(), BodyHandlers.ofString()).statusCode()).isEqualTo(200)));
    }

    private RunningWorker worker(MadeSecrets secrets, URI server, String redisUrl, int port) throws Exception {
        Path home = Files.createDirectories(folder.resolve("home"));
        Map<String, String> variables = new HashMap<>(Workload.worker().variables());
        variables.replace("A2A_SERVER_URL", server.toString());
        variables.replace("A2A_WORKER_NAME", POD);
        variables.replace("A2A_AUTH_TOKEN_FILE", secrets.file(folder, "agentmesh-tokens/worker-token").toString());
        variables.replace("A2A_REDIS_URL", redisUrl);
        variables.replace("A2A_ALLOWED_ROOTS", Files.createDirectories(folder.resolve("codebases/shop")).getParent().toString());
        variables.replace("A2A_MANAGEMENT_PORT", String.valueOf(port));
        variables.replace("A2A_MANAGEMENT_HOST", "127.0.0.1");
        variables.put("A2A_ROUTES", configMap().toString());
        variables.put("A2A_OPENCODE_BIN", new ScriptedOpenCode(folder.resolve("opencode")).program().toString());
        HostEnvironment host = new HostEnvironment(variables, home, home, home.resolve("none"), () -> POD);
        WorkerSettings settings = new WorkerSettingsReader(host).read(SettingsFlags.NONE).settings();
        return new WorkerApp(settings, null, host).start(failure -> { });
    }

    /** As a kubelet lays it out: each file is a link through a folder that it changes as a whole. */
    private Path configMap() throws IOException {
        Path mount = folder.resolve("routes");
        Path content = Files.createDirectories(mount.resolve("..2026_11_25"));
        Files.createSymbolicLink(mount.resolve("..data"), content.getFileName());
        for (RouteFile file : RouteFile.in(ROUTES)) {
            String name = file.name() + RouteFile.SUFFIX;
            Files.copy(ROUTES.resolve(name), content.resolve(name));
            Files.createSymbolicLink(mount.resolve(name), Path.of("..data", name));
        }
        return mount;
    }

    private String resultOfATask(JsonCalls calls) {
        String codebase = calls.post("/v1/opencode/codebases", Map.of("name", "shop", "path",
                folder.resolve("codebases/shop").toString(), "worker_id", POD)).at("/codebase/id").asText();
        String task = calls.post("/v1/opencode/codebases/" + codebase + "/tasks", Map.of("title", "Who?", "prompt", "Who?",
                "agent_type", "noop")).at("/task/id").asText();
        await().atMost(PATIENCE).until(() -> calls.get("/v1/opencode/tasks/" + task).path("status").asText().equals("completed"));
        return calls.get("/v1/opencode/tasks/" + task).path("result").asText();
    }
}
