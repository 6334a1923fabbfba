package io.agentmesh.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ExecutionException;

import io.agentmesh.settings.RedisUrl;
import org.junit.jupiter.api.Test;
import org.redisson.client.RedisException;
import org.redisson.client.RedisTimeoutException;

class RedisFailureTest {

    @Test
    void connectionThatCannotBeMadeIsRefusedInTwoWords() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        try (RedisConnection redis = new RedisConnection(RedisUrl.parse("redis://127.0.0.1:" + port).orElseThrow())) {
            assertThatThrownBy(redis::client)
                    .satisfies(failure -> assertThat(RedisFailure.sentence(failure)).isEqualTo("connection refused"));
        }
    }

    @Test
    void clientThatWaitedInVainSaysSo() {
        Throwable waited = new IllegalStateException("at a route", new RedisTimeoutException("Response timeout: 3000 ms"));

        assertThat(RedisFailure.sentence(waited)).isEqualTo("it doesn't answer");
    }

    @Test
    void whatRedisSaidIsToldWithoutWhatIsAroundIt() {
        Throwable refused = new RedisException("Unexpected exception",
                new ExecutionException(new RedisException("WRONGPASS invalid username-password pair. channel: [id: 1]")));

        assertThat(RedisFailure.sentence(refused)).isEqualTo("WRONGPASS invalid username-password pair");
    }

    @Test
    void theReasonIsOneShortLineWithoutTheCommand() {
        assertThat(RedisFailure.sentence(
                new IllegalStateException("no room channel: [id: 1] command: (XADD), params: [my prompt]\nmore")))
                .isEqualTo("no room");
        assertThat(RedisFailure.sentence(new IllegalStateException("x".repeat(201)))).isEqualTo("x".repeat(200) + "…");
        assertThat(RedisFailure.sentence(new IllegalStateException(null, new IllegalArgumentException("the cause"))))
                .isEqualTo("the cause");
        assertThat(RedisFailure.sentence(new IllegalStateException())).isEqualTo("IllegalStateException");
    }
}
