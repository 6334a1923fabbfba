package io.agentmesh.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;

import io.agentmesh.support.Relay;
import io.agentmesh.support.SelfSigned;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A worker whose server speaks https, with a certificate that no authority has signed. */
class WorkerTlsTest extends ProcessTest {

    private SelfSigned key;
    private Relay tls;

    @BeforeEach
    void speakTls() throws Exception {
        key = SelfSigned.make(Files.createDirectory(folder.resolve("key")));
        tls = new Relay(URI.create(server.url()).getPort(), key.identity().getServerSocketFactory());
        fixture.with("server_url", "https://127.0.0.1:" + tls.port());
    }

    @AfterEach
    void close() throws Exception {
        processes.forEach(WorkerProcess::close);
        tls.close();
    }

    @Test
    void certificateThatJavaTrustsIsAccepted() throws Exception {
        fixture.variables.put("JDK_JAVA_OPTIONS", "-Djavax.net.ssl.trustStore=" + key.trustStore()
                + " -Djavax.net.ssl.trustStorePassword=" + SelfSigned.PASSWORD);
        server.add("t1", codebase, "say t1");

        start();

        awaitStatus("t1", "completed");
        assertThat(server.output("t1")).isNotEmpty();
    }

    @Test
    void certificateOfTheFileThatAVariableNamesIsAccepted() throws Exception {
        fixture.variables.put("A2A_CA_FILE", key.pem().toString());
        server.add("t1", codebase, "say t1");

        start();

        awaitStatus("t1", "completed");
    }

    @Test
    void certificateThatNobodyHasSignedIsRefusedInOneSentence() {
        WorkerProcess worker = start();

        await().atMost(Duration.ofMinutes(3)).until(() -> worker.log().contains("https://127.0.0.1:" + tls.port()
                + " can't be used: its certificate is not accepted: unable to find valid certification path to requested target"));
        assertThat(server.calls(".*")).isEmpty();
    }
}
