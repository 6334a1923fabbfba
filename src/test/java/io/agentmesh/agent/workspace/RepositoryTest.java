package io.agentmesh.agent.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agentmesh.agent.lock.FolderLocks;
import io.agentmesh.opencode.OpenCodeConfig;
import io.agentmesh.support.AgentEnvironments;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two codebases in one git repository. */
class RepositoryTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path temp;

    private final FolderLocks mine = new FolderLocks();
    private final FolderLocks other = new FolderLocks();
    private Path mono;
    private Path a;
    private Path b;

    @BeforeEach
    void makeRepository() throws IOException {
        mono = Files.createDirectories(temp.resolve("mono")).toRealPath();
        git(mono);
        a = Files.createDirectories(mono.resolve("apps/a"));
        b = Files.createDirectories(mono.resolve("apps/b"));
    }

    @AfterEach
    void releaseAll() {
        mine.releaseAll();
        other.releaseAll();
    }

    @Test
    void rootIsTheNextFolderAroundWithARepository() throws IOException {
        Path submodule = Files.createDirectories(a.resolve("sub"));
        Files.writeString(submodule.resolve(".git"), "gitdir: ../../../.git/modules/sub\n");
        Path notOne = Files.createDirectories(b.resolve(".git")).getParent();

        assertThat(Repository.root(a)).isEqualTo(mono);
        assertThat(Repository.root(notOne)).as("an empty .git is no repository").isEqualTo(mono);
        assertThat(Repository.of(submodule)).contains(new Repository(submodule, mono.resolve(".git/modules/sub")));
        assertThat(Repository.root(temp.toRealPath())).isEqualTo(temp.toRealPath());
    }

    @Test
    void oneRunAtATimeIsInARepository() {
        assertThat(mine.take(a)).isTrue();

        assertThat(other.take(b)).isFalse();
        assertThat(other.take(mono)).isFalse();

        mine.release(a);
        assertThat(other.take(b)).isTrue();
    }

    @Test
    void codebasesThatShareTheirRepositoryExcludeOnlyThoseThatDoNot() {
        FolderLocks sharing = new FolderLocks(() -> 0, folder -> folder);
        FolderLocks sharingToo = new FolderLocks(() -> 0, folder -> folder);
        try {
            assertThat(sharing.take(a)).isTrue();
            assertThat(sharingToo.take(b)).isTrue();
            assertThat(sharingToo.take(a)).isFalse();
            assertThat(mine.take(Path.of(mono + "/apps"))).isFalse();
        } finally {
            sharing.releaseAll();
            sharingToo.releaseAll();
        }
    }

    @Test
    void restOfTheRepositoryIsDenied() throws IOException {
        JsonNode config = config(a, "{}");

        for (String of : List.of("", "/agent/build", "/agent/general")) {
            assertThat(rules(config, of + "/permission/edit")).as(of).containsExactly("* deny", "../* allow",
                    "apps/a allow", "apps/a/* allow");
        }
        assertThat(rules(config, "/permission/read")).containsExactly("* deny", "../* allow", "apps/a allow",
                "apps/a/* allow", "*.env deny", "*.env.* deny", "*.env.example allow");
        assertThat(config.at("/agent/plan/permission/edit").asText()).isEqualTo("deny");
        assertThat(config.at("/agent/explore/permission/edit").asText()).isEqualTo("deny");
        assertThat(config.at("/permission/external_directory").asText()).isEqualTo("deny");
    }

    @Test
    void whatTheWorkersOwnConfigurationSaysCounts() throws IOException {
        JsonNode config = config(a, "{\"permission\": {\"edit\": \"allow\", \"read\": {\"docs/*\": \"allow\"}}}");

        assertThat(config.at("/permission/edit").asText()).isEqualTo("allow");
        assertThat(rules(config, "/permission/read")).endsWith("docs/* allow");
    }

    @Test
    void permissionAsATextIsTheRuleOfEveryToolBeforeTheFence() throws IOException {
        JsonNode config = config(a, "{\"permission\": \"allow\", "
                + "\"agent\": {\"build\": {\"permission\": \"ask\"}, \"plan\": null}}");

        assertThat(rules(config, "/permission")).startsWith("* allow");
        assertThat(rules(config, "/agent/build/permission")).startsWith("* ask");
        for (String of : List.of("", "/agent/build", "/agent/general")) {
            assertThat(rules(config, of + "/permission/edit")).as(of).startsWith("* deny").endsWith("apps/a/* allow");
        }
        assertThat(config.at("/agent/plan/permission/edit").asText()).isEqualTo("deny");
    }

    @Test
    void fenceLoosensNoPermissionThatDeniesEverything() throws IOException {
        assertThat(config(a, "{\"permission\": \"deny\"}")).isEqualTo(config(mono, "{\"permission\": \"deny\"}"));

        JsonNode agent = config(a, "{\"agent\": {\"build\": {\"permission\": \"deny\"}}}").at("/agent/build/permission");
        assertThat(agent).isEqualTo(JSON.createObjectNode().put("*", "deny"));
    }

    @Test
    void wholeRepositoryNeedsNoFence() throws IOException {
        assertThat(config(mono, "{}").at("/permission/edit").isMissingNode()).isTrue();
    }

    private JsonNode config(Path folder, String own) throws IOException {
        AgentEnvironment environment = AgentEnvironments.of(Map.of(), null,
                OpenCodeConfig.content((ObjectNode) JSON.readTree(own), false));
        return JSON.readTree(environment.of(folder, temp, "T").get("OPENCODE_CONFIG_CONTENT"));
    }

    private static List<String> rules(JsonNode config, String at) {
        return config.at(at).properties().stream().map(rule -> rule.getKey() + " " + rule.getValue().asText()).toList();
    }

    private static void git(Path root) throws IOException {
        Files.writeString(Files.createDirectories(root.resolve(".git")).resolve("HEAD"), "ref: refs/heads/main\n");
    }
}
