package io.agentmesh.redis;

import javax.net.ssl.TrustManagerFactory;

import io.agentmesh.settings.value.RedisUrl;
import org.redisson.client.codec.StringCodec;
import org.redisson.config.BaseConfig;
import org.redisson.config.BaseMasterSlaveServersConfig;
import org.redisson.config.Config;
import org.redisson.config.ReadMode;
import org.redisson.config.SingleServerConfig;
import org.redisson.config.SubscriptionMode;

/**
 * A small configuration of Redisson, which by default starts some 70 threads and 25 connections. Keys and values are
 * plain text, as in the contract. All reads go to a master: a replica may lag behind.
 */
final class RedisConfig {

    private static final int THREADS = 2;
    private static final int CONNECTIONS = 8;
    private static final int IDLE = 1;
    private static final int CONNECT_MILLIS = 5_000;
    private static final int TIMEOUT_MILLIS = 3_000;
    private static final int PING_MILLIS = 15_000;

    private RedisConfig() {
    }

    /** @param trust for certificates; null for Java's default */
    static Config of(RedisUrl url, TrustManagerFactory trust) {
        Config config = new Config();
        config.setThreads(THREADS);
        config.setNettyThreads(THREADS);
        config.setCodec(StringCodec.INSTANCE);
        switch (url.kind()) {
            case SINGLE -> common(single(config.useSingleServer()), url, trust).setAddress(address(url, url.nodes().get(0)))
                    .setDatabase(url.database());
            case SENTINEL -> common(masters(config.useSentinelServers()), url, trust).setMasterName(url.master())
                    .setSentinelPassword(url.sentinelPassword()).setDatabase(url.database())
                    .setCheckSentinelsList(false).addSentinelAddress(addresses(url));
            case CLUSTER -> common(masters(config.useClusterServers()), url, trust).addNodeAddress(addresses(url));
        }
        return config;
    }

    private static SingleServerConfig single(SingleServerConfig server) {
        return server.setConnectionPoolSize(CONNECTIONS).setConnectionMinimumIdleSize(IDLE)
                .setSubscriptionConnectionPoolSize(CONNECTIONS).setSubscriptionConnectionMinimumIdleSize(0);
    }

    private static <T extends BaseMasterSlaveServersConfig<T>> T masters(T servers) {
        return servers.setMasterConnectionPoolSize(CONNECTIONS).setMasterConnectionMinimumIdleSize(IDLE)
                .setSlaveConnectionPoolSize(CONNECTIONS).setSlaveConnectionMinimumIdleSize(0)
                .setSubscriptionConnectionPoolSize(CONNECTIONS).setSubscriptionConnectionMinimumIdleSize(0)
                .setReadMode(ReadMode.MASTER).setSubscriptionMode(SubscriptionMode.MASTER);
    }

    /** No retries: the caller decides. */
    private static <T extends BaseConfig<T>> T common(T server, RedisUrl url, TrustManagerFactory trust) {
        return server.setUsername(url.user()).setPassword(url.password()).setClientName("agentmesh")
                .setSslTrustManagerFactory(trust)
                .setConnectTimeout(CONNECT_MILLIS).setTimeout(TIMEOUT_MILLIS).setRetryAttempts(0)
                .setPingConnectionInterval(PING_MILLIS).setKeepAlive(true).setTcpNoDelay(true);
    }

    private static String[] addresses(RedisUrl url) {
        return url.nodes().stream().map(node -> address(url, node)).toArray(String[]::new);
    }

    private static String address(RedisUrl url, String node) {
        return (url.isTls() ? "rediss://" : "redis://") + node;
    }
}
