package io.agentmesh.worker;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.apache.camel.Exchange;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A route of an integrator that calls one of the kamelets for forges, a scripted forge, and a repository with a branch. */
abstract class ForgeScene {

    static final String BRANCH = "agentmesh/t1";

    @TempDir
    Path folder;

    WorkerFixture fixture;
    ScriptedForge forge;
    Path shop;
    String commit;
    private RouteBench bench;

    @BeforeEach
    void openScene() throws Exception {
        forge = new ScriptedForge(folder);
        fixture = new WorkerFixture(folder, "http://127.0.0.1:1");
        fixture.variables.put("FORGE_TOKEN", ScriptedForge.TOKEN);
        shop = GitRepository.create(fixture.folder("shop"));
        GitRepository.run(shop, "push", "--quiet", forge.repository.toString(), "main");
        GitRepository.run(shop, "remote", "add", "origin", forge.cloneUrl());
        GitRepository.run(shop, "checkout", "--quiet", "-b", BRANCH);
        commit = GitRepository.commit(shop, "work");
    }

    @AfterEach
    void closeScene() {
        if (bench != null) {
            bench.close();
        }
        forge.close();
    }

    /** What the kamelet makes of an outcome. */
    Exchange call(String kamelet, Map<String, String> parameters, Object outcome) throws Exception {
        if (bench == null) {
            bench = new RouteBench(fixture);
            bench.start();
        }
        StringBuilder route = new StringBuilder("""
                - route:
                    id: caller
                    errorHandler:
                      noErrorHandler: {}
                    from:
                      uri: direct
                      parameters:
                        name: caller
                      steps:
                        - to:
                            uri: kamelet
                            parameters:
                              templateId: %s
                """.formatted(kamelet));
        new TreeMap<>(parameters).forEach((name, value) -> route.append("              ").append(name).append(": '")
                .append(value).append("'\n"));
        bench.camel().getRouteController().stopRoute("caller");
        bench.camel().removeRoute("caller");
        PluginHelper.getRoutesLoader(bench.camel())
                .loadRoutes(ResourceHelper.fromString("caller.camel.yaml", route.toString()));
        return bench.send("caller", outcome, Map.of("task", Samples.ofCodebase("t1", "c1"), "folder", shop));
    }

    static Map<String, Object> outcome() {
        return outcome(BRANCH, List.of(Map.of("id", "c0ffee", "title", "work")));
    }

    static Map<String, Object> outcome(String branch, List<Object> commits) {
        Map<String, Object> outcome = new HashMap<>();
        outcome.put("result", "I did it.");
        outcome.put("changes", Map.of("branch", branch, "commits", commits));
        return outcome;
    }
}
