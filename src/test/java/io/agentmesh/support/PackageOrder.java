package io.agentmesh.support;

import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures;

/** The order of our packages: each may use those below it, {@code worker} and {@code server} not each other. */
public final class PackageOrder {

    private final String root;

    /** @param root the package that holds them all */
    public PackageOrder(String root) {
        this.root = root;
    }

    public ArchRule rule() {
        return Architectures.layeredArchitecture().consideringOnlyDependenciesInLayers().withOptionalLayers(true)
                .layer("cli").definedBy(root + ".cli..")
                .layer("worker").definedBy(root + ".worker..")
                .layer("server").definedBy(root + ".server..")
                .layer("opencode").definedBy(root + ".opencode..")
                .layer("agent").definedBy(root + ".agent..")
                .layer("redis").definedBy(root + ".redis..")
                .layer("camel").definedBy(root + ".camel..")
                .layer("settings").definedBy(root + ".settings..")
                .layer("task").definedBy(root + ".task..")
                .whereLayer("cli").mayNotBeAccessedByAnyLayer()
                .whereLayer("worker").mayOnlyBeAccessedByLayers("cli")
                .whereLayer("server").mayOnlyBeAccessedByLayers("cli")
                .whereLayer("opencode").mayOnlyBeAccessedByLayers("cli", "worker", "server")
                .whereLayer("agent").mayOnlyBeAccessedByLayers("cli", "worker", "server", "opencode")
                .whereLayer("redis").mayOnlyBeAccessedByLayers("cli", "worker", "server", "opencode")
                .whereLayer("camel").mayOnlyBeAccessedByLayers("cli", "worker", "server", "opencode", "agent", "redis")
                .whereLayer("settings").mayOnlyBeAccessedByLayers(
                        "cli", "worker", "server", "opencode", "agent", "redis", "camel");
    }
}
