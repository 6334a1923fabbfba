package io.agentmesh.worker;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.apache.camel.Exchange;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

import io.agentmesh.support.GitRepository;
import io.agentmesh.task.Outcome;
import io.agentmesh.task.changes.Changes;
import io.agentmesh.task.changes.Commit;

/** A route of an integrator that calls one of the kamelets for forges, a scripted forge, and a repository with a branch. */
abstract class ForgeScene {

    static final String BRANCH = "agentmesh/t1";

    @TempDir
    Path folder;

    WorkerFixture fixture;
    ScriptedForge forge;
    GitRepository shop;
    String commit;
    private RouteBench bench;

    @BeforeEach
    void openScene() throws Exception {
        forge = new ScriptedForge(folder);
        fixture = new WorkerFixture(folder, "http://127.0.0.1:1");
        fixture.variables.put("FORGE_TOKEN", ScriptedForge.TOKEN);
        shop = GitRepository.create(fixture.folder("shop"));
        shop.commit("README.md", "a shop");
        shop.git("push", "--quiet", forge.repository.toString(), "main");
        shop.git("remote", "add", "origin", forge.cloneUrl());
        shop.git("checkout", "--quiet", "-b", BRANCH);
        commit = shop.commit("work.txt", "work");
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
        return bench.send("caller", outcome, Map.of("task", Samples.ofCodebase("t1", "c1"), "folder", shop.folder()));
    }

    static Outcome outcome() {
        return outcome(List.of(new Commit("c0ffee", "work")));
    }

    static Outcome outcome(List<Commit> commits) {
        return Outcome.completed("I did it.").withChanges(new Changes(null, null, BRANCH, commits, null, null, null, 0, 0, null,
                false, null, null));
    }
}
