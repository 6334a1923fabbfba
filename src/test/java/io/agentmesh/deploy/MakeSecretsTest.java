package io.agentmesh.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.agentmesh.server.access.AccessTokens;
import io.agentmesh.server.access.Role;
import io.agentmesh.settings.value.RedisUrl;

class MakeSecretsTest {

    @TempDir
    Path folder;

    @Test
    void secretsAreThoseThatTheManifestsName() throws Exception {
        Set<String> made = MadeSecrets.make().texts().keySet();

        assertThat(made).containsAll(Stream.of(Workload.worker(), Workload.server(), Workload.redis())
                .flatMap(workload -> workload.secrets().stream()).collect(Collectors.toSet()));
        assertThat(Manifests.all(Keda.TriggerAuthentication.class)).flatMap(login -> login.spec().secretTargetRef())
                .isNotEmpty().allSatisfy(secret -> assertThat(made).contains(secret.name() + "/" + secret.key()));
    }

    @Test
    void tokensHaveTheRolesOfTheirNames() throws Exception {
        MadeSecrets made = MadeSecrets.make();
        AccessTokens tokens = AccessTokens.load(null, made.file(folder, "agentmesh-tokens/tokens.json"));

        for (Role role : Role.values()) {
            String token = made.text("agentmesh-tokens/" + role.label() + "-token");
            assertThat(token).hasSizeGreaterThan(40);
            assertThat(tokens.find(token)).get().satisfies(found -> assertThat(found.role()).isEqualTo(role));
        }
    }

    @Test
    void redisIsNamedWithItsPassword() throws Exception {
        MadeSecrets made = MadeSecrets.make();
        RedisUrl url = RedisUrl.parse(made.text("agentmesh-redis/url")).orElseThrow();

        assertThat(url.nodes()).containsExactly("agentmesh-redis:6379");
        assertThat(url.password()).isEqualTo(made.text("agentmesh-redis/password"));
        assertThat(made.text("agentmesh-redis/redis.conf")).isEqualTo("requirepass " + url.password() + "\n");
    }

    @Test
    void noTwoAreAlike() throws Exception {
        Set<String> first = Set.copyOf(MadeSecrets.make().texts().values());

        assertThat(MadeSecrets.make().texts().values()).doesNotContainAnyElementsOf(first);
    }
}
