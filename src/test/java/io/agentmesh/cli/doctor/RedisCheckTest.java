package io.agentmesh.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.agentmesh.settings.http.Network;
import io.agentmesh.settings.value.RedisUrl;
import io.agentmesh.support.RealRedis;

class RedisCheckTest {

    @TempDir
    Path folder;

    @Test
    void aWorkerMayDoWithout() {
        assertThat(new RedisCheck(null, false, Network.direct()).check())
                .containsExactly(Finding.ok("redis", "not used: the server is polled"));
    }

    @Test
    void aRedisThatAnswersTellsItsVersion() {
        try (RealRedis redis = RealRedis.start(folder)) {
            Finding finding = check(redis.url(), false);

            assertThat(finding.level()).isEqualTo(Level.OK);
            assertThat(finding.message()).matches("redis://127.0.0.1:\\d+ answers, version \\d+\\.\\d+");
        }
    }

    @Test
    void oneThatIsAwayIsWorseForWhoKeepsResultsThere() {
        String url = RealRedis.away(folder).url();

        assertThat(check(url, false).level()).isEqualTo(Level.WARNING);
        assertThat(check(url, true).level()).isEqualTo(Level.PROBLEM);
        assertThat(check(url, true).message()).contains(url + " can't be used: connection refused");
    }

    @Test
    void aWrongPasswordIsToldAndNotShown() {
        try (RealRedis redis = RealRedis.start(folder, "--requirepass", "s3cret")) {
            Finding finding = check(redis.url().replace("//", "//:hunter2@"), false);

            assertThat(finding.level()).isEqualTo(Level.WARNING);
            assertThat(finding.message()).contains("WRONGPASS").doesNotContain("hunter2");
        }
    }

    private static Finding check(String url, boolean isSpool) {
        List<Finding> findings = new RedisCheck(RedisUrl.parse(url).orElseThrow(), isSpool, Network.direct()).check();
        assertThat(findings).hasSize(1);
        return findings.get(0);
    }
}
