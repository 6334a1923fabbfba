package io.agentmesh.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.util.concurrent.ExecutionException;

import io.agentmesh.settings.value.RedisUrl;
import io.agentmesh.support.FreePort;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.redisson.client.RedisException;
import org.redisson.client.RedisTimeoutException;

class RedisFailureTest {

    @Test
    void connectionThatCannotBeMadeIsRefusedInTwoWords() throws IOException {
        int port = FreePort.next();
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

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "READONLY You can't write against a read only replica. script: 1f|true",
            "ERR Error running script (call to f_1): @user_script:1: -READONLY You can't write against a read only replica.|true",
            "OOM command not allowed when used memory > 'maxmemory'. channel: [1] command: (XADD)|true",
            "MISCONF Redis is configured to save RDB snapshots, but it's currently unable to persist to disk|true",
            "WRONGTYPE Operation against a key holding the wrong kind of value|false",
            "ERR no. channel: [1] command: (XADD), params: [a prompt about OOM errors]|false"})
    void aRedisThatTakesNoWriteFromAnybodyIsAway(String said, boolean isAway) {
        Throwable failure = catchThrowable(() -> RedisFailure.guard(() -> {
            throw new RedisException(said);
        }));

        assertThat(((RedisFailure) failure).isAway()).isEqualTo(isAway);
        assertThat(failure.getMessage()).matches(isAway ? "(READONLY|OOM|MISCONF) .*" : ".*").doesNotContain("prompt");
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
