package io.agentmesh.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.Test;

import io.agentmesh.agent.RunFolder;
import io.agentmesh.agent.output.OutputBatch;
import io.agentmesh.agent.output.RunOutputs;

class StreamOutputRouteTest extends RouteTest {

    @Test
    void manyLinesAreFewBatchesInOrder() throws IOException {
        bench.close();
        bench = new RouteBench(fixture.property("worker.output-batch-lines=100"));
        RunFolder run = RunFolders.journalled(fixture.state, Samples.task("t1").withAttempt(1));
        Files.writeString(run.stdout(), "");
        Files.writeString(run.stderr(), lines());
        MockEndpoint sent = bench.replace("send-output");
        bench.start();

        bench.bean("outputs", RunOutputs.class).sendRest(run);

        assertThat(sent.getExchanges()).hasSizeBetween(3, 4);
        assertThat(sent.getExchanges().stream().map(exchange -> exchange.getMessage().getBody(OutputBatch.class).text())
                .collect(Collectors.joining())).isEqualTo(lines());
    }

    private static String lines() {
        return IntStream.range(0, 300).mapToObj(i -> "line " + i + "\n").collect(Collectors.joining());
    }
}
