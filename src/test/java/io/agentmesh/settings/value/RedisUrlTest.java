package io.agentmesh.settings.value;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedisUrlTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "redis://127.0.0.1:6379 | SINGLE | false | 127.0.0.1:6379 | 0 |",
        "redis://localhost | SINGLE | false | localhost:6379 | 0 |",
        "redis://localhost/ | SINGLE | false | localhost:6379 | 0 |",
        "rediss://redis.example.com:6380/3 | SINGLE | true | redis.example.com:6380 | 3 |",
        "redis://[::1]:7000 | SINGLE | false | [::1]:7000 | 0 |",
        "redis://[::1] | SINGLE | false | [::1]:6379 | 0 |",
        "redis-sentinel://a,b:26380/2?master=main | SENTINEL | false | a:26379,b:26380 | 2 | main",
        "rediss-sentinel://a?master=my-master&sentinel-password=x | SENTINEL | true | a:26379 | 0 | my-master",
        "redis-cluster://a:7000,b:7001,c | CLUSTER | false | a:7000,b:7001,c:6379 | 0 |",
        "rediss-cluster://a | CLUSTER | true | a:6379 | 0 |"})
    void formsAreRead(String text, RedisUrl.Kind kind, boolean tls, String nodes, int database, String master) {
        RedisUrl url = RedisUrl.parse(text).orElseThrow();

        assertThat(url.kind()).isEqualTo(kind);
        assertThat(url.isTls()).isEqualTo(tls);
        assertThat(url.nodes()).containsExactly(nodes.split(","));
        assertThat(url.database()).isEqualTo(database);
        assertThat(url.master()).isEqualTo(master);
        assertThat(url.user()).isNull();
        assertThat(url.password()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "redis://:secret@h, , secret",
        "redis://anna:se%40c+ret%2F@h:1/4, anna, se@c+ret/",
        "redis-sentinel://anna:secret@h?master=m, anna, secret",
        "rediss-cluster://anna:secret@h:1, anna, secret"})
    void userAndPasswordAreDecoded(String text, String user, String password) {
        RedisUrl url = RedisUrl.parse(text).orElseThrow();

        assertThat(url.user()).isEqualTo(user);
        assertThat(url.password()).isEqualTo(password);
        assertThat(url.toString()).doesNotContain("anna", "secret", "ret");
    }

    @Test
    void theSentinelsMayHaveAPasswordOfTheirOwn() {
        RedisUrl url = RedisUrl.parse("redis-sentinel://:a@h?master=m&sentinel-password=b%26").orElseThrow();

        assertThat(url.password()).isEqualTo("a");
        assertThat(url.sentinelPassword()).isEqualTo("b&");
        assertThat(url).hasToString("redis-sentinel://h:26379?master=m");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "redis", "redis://", "localhost:6379", "http://localhost:6379", "redis://h:0", "redis://h:65536",
        "redis://h:1:2", "redis://h/x", "redis://h/-1", "redis://h/123456", "redis://a,b", "redis://user@h", "redis://a:b:c@h",
        "redis://a:b@c@h", "redis://h?master=m", "redis://h#x", "redis://h /1", "redis://:%zz@h", "redis-sentinel://a",
        "redis-sentinel://a?master=", "redis-sentinel://a?other=b", "redis-cluster://a/1", "redis-cluster://a?master=m",
        "redis-cluster://a,", "redis-other://a", "REDIS://a", "redis://[::1", "redis://h\nx"})
    void otherTextIsNone(String text) {
        assertThat(RedisUrl.parse(text)).isEmpty();
    }
}
