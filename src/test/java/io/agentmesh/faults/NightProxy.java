package io.agentmesh.faults;

import java.nio.file.Path;

import org.opentest4j.TestAbortedException;

import io.agentmesh.support.RealNginx;

/** A real nginx before the server, as a company has one: it takes little at once, waits for little, and buffers. */
record NightProxy(RealNginx nginx, String url) implements AutoCloseable {

    private static final String LINES = """
            client_max_body_size 96k;
            location / {
                proxy_pass %s;
                proxy_http_version 1.1;
                proxy_read_timeout 10s;
                proxy_buffering on;
            }
            """;

    /** Where there is none the server is asked at once, and the report says so. */
    static NightProxy before(String server, Path root, Tally tally) {
        try {
            RealNginx nginx = RealNginx.start(root.resolve("nginx"), LINES.formatted(server));
            return new NightProxy(nginx, nginx.url().toString());
        } catch (TestAbortedException none) {
            tally.omitted("nginx", none.getMessage());
            return new NightProxy(null, server);
        }
    }

    void restart() {
        if (nginx != null) {
            nginx.stop();
            nginx.start();
        }
    }

    @Override
    public void close() {
        if (nginx != null) {
            nginx.close();
        }
    }
}
