package io.agentmesh.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import io.agentmesh.redis.stream.TaskStreams;
import io.agentmesh.redis.stream.TaskStreams.NewEntry;
import io.agentmesh.settings.http.Authorities;
import io.agentmesh.settings.value.RedisUrl;
import io.agentmesh.support.RealRedis;
import io.agentmesh.support.Relay;
import io.agentmesh.support.SelfSigned;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real Redis behind a proxy that speaks TLS: not each build of Redis does so itself. */
@Timeout(300)
class RedisTlsTest {

    private static final String STORE = "javax.net.ssl.trustStore";
    private static final String PASSWORD = STORE + "Password";

    @TempDir
    Path folder;

    private SelfSigned key;
    private RealRedis redis;
    private Relay tls;

    @BeforeEach
    void start() throws Exception {
        key = SelfSigned.make(folder);
        redis = RealRedis.start(Files.createDirectory(folder.resolve("redis")), "--requirepass", "s3cret");
        tls = new Relay(redis.port(), key.identity().getServerSocketFactory());
    }

    @AfterEach
    void end() throws Exception {
        System.clearProperty(STORE);
        System.clearProperty(PASSWORD);
        tls.close();
        redis.close();
    }

    @Test
    void certificateThatJavaTrustsIsAccepted() throws Exception {
        System.setProperty(STORE, key.trustStore().toString());
        System.setProperty(PASSWORD, SelfSigned.PASSWORD);
        try (RedisConnection connection = connection("rediss")) {
            TaskStreams streams = new TaskStreams(connection);

            List<String> ids = streams.add("a", List.of(new NewEntry("{}", null)));

            assertThat(streams.missing("a", ids)).isEmpty();
        }
    }

    @Test
    void certificateOfTheFileThatAVariableNamesIsAccepted() throws Exception {
        Authorities own = Authorities.read(Map.of("A2A_CA_FILE", key.pem().toString())).orElseThrow();
        try (RedisConnection connection = new RedisConnection(url("rediss"), own)) {
            assertThat(RedisVersion.of(connection).isSupported()).isTrue();
        }
    }

    @Test
    void certificateThatNobodyHasSignedIsRefusedInOneSentence() {
        refused("rediss", "its certificate is not accepted: unable to find valid certification path to requested target");
    }

    @Test
    void plainWordsAreNoTls() {
        refused("redis", ".+");
    }

    private void refused(String scheme, String sentence) {
        try (RedisConnection connection = connection(scheme)) {
            assertThatThrownBy(connection::client).satisfies(failure -> assertThat(RedisFailure.sentence(failure))
                    .matches(sentence).doesNotContain("s3cret"));
        }
    }

    private RedisConnection connection(String scheme) {
        return new RedisConnection(url(scheme));
    }

    private RedisUrl url(String scheme) {
        return RedisUrl.parse(scheme + "://:s3cret@127.0.0.1:" + tls.port()).orElseThrow();
    }
}
