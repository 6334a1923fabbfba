package io.agentmesh.worker;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.camel.Exchange;
import org.apache.camel.LoggingLevel;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.agentmesh.task.Outcome;
import io.agentmesh.worker.slot.Decision;

/** What a hook or an agent's route of one's own can't break. */
class RunTaskHooksTest extends RunTaskScene {

    @Test
    void anAgentRouteWithCamelsOwnErrorHandlerFailsLikeAnyOther() throws Exception {
        replaceAgent(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(defaultErrorHandler().loggingLevel(LoggingLevel.OFF));
                from("direct:my-agent").throwException(new IllegalStateException("mine broke"));
            }
        });

        bench.send("run-task", Samples.task("t1").withAttempt(1), Decision.run(folder));

        assertThat(outcome()).isEqualTo(Outcome.failed("the worker could not run the task: mine broke"));
    }

    @Test
    void anAgentRouteThatHandlesItsOwnErrorsIsReported() throws Exception {
        replaceAgent(new RouteBuilder() {
            @Override
            public void configure() {
                onException(Exception.class).handled(true)
                        .process(exchange -> exchange.getMessage().setBody(Outcome.failed("handled")));
                from("direct:my-agent").throwException(new IllegalStateException("mine broke"));
            }
        });

        bench.send("run-task", Samples.task("t1").withAttempt(1), Decision.run(folder));

        assertThat(outcome()).isEqualTo(Outcome.failed("handled"));
    }

    @Test
    void anAgentRouteThatStopsIsReported() throws Exception {
        replaceAgent(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:my-agent").process(exchange -> exchange.getMessage().setBody(Samples.OUTCOME)).stop();
            }
        });

        bench.send("run-task", Samples.task("t1").withAttempt(1), Decision.run(folder));

        assertThat(outcome()).isEqualTo(Samples.OUTCOME);
    }

    @Test
    void hookChangesNothingButDecisionFolderAndOutcome() throws Exception {
        bench.close();
        bench = new RouteBench(new WorkerFixture(folder, "http://127.0.0.1:1").property("worker.hook-before-run=greedy-hook"));
        reported = bench.replace("report-result");
        MockEndpoint worked = bench.intercept("run-task", "run-opencode");
        worked.whenAnyExchangeReceived(exchange -> exchange.getMessage().setBody(Samples.OUTCOME));
        bench.camel().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:greedy-hook").process(exchange -> {
                    exchange.setVariable("task", "another");
                    exchange.setVariable("granted", "true");
                    exchange.setVariable("free-slot.was-run", "true");
                    exchange.setVariable("folder", folder.resolve("elsewhere"));
                    exchange.setProperty("mine", 1);
                    exchange.getMessage().setHeader("mine", 1);
                    exchange.getMessage().setBody("mine");
                });
            }
        });

        bench.send("run-task", Samples.task("t1").withAttempt(1), Decision.run(folder));

        Exchange seen = worked.getExchanges().get(0);
        assertThat(seen.getVariables()).containsOnlyKeys("task", "decision", "folder")
                .containsEntry("task", Samples.task("t1").withAttempt(1)).containsEntry("decision", Decision.run(folder))
                .containsEntry("folder", folder.resolve("elsewhere"));
        assertThat(seen.getMessage().getHeaders()).doesNotContainKey("mine");
        assertThat(seen.getProperty("mine")).isNull();
        assertThat(outcome()).isEqualTo(Samples.OUTCOME);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void hookThatEndsTheRouteEndsTheRunWithTheOutcomeThatItLeft(boolean stops) throws Exception {
        bench.close();
        bench = new RouteBench(new WorkerFixture(folder, "http://127.0.0.1:1").property("worker.hook-before-run=my-hook"));
        reported = bench.replace("report-result");
        MockEndpoint worked = bench.intercept("run-task", "run-opencode");
        bench.camel().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:my-hook").onException(Exception.class).handled(true).end()
                        .process(exchange -> exchange.getMessage().setBody(Outcome.failed("not today")))
                        .process(exchange -> {
                            exchange.setRouteStop(stops);
                            if (!stops) {
                                throw new IllegalStateException("mine broke");
                            }
                        });
            }
        });

        bench.send("run-task", Samples.task("t1").withAttempt(1), Decision.run(folder));

        assertThat(worked.getExchanges()).isEmpty();
        assertThat(outcome()).isEqualTo(Outcome.failed("not today"));
    }

    private void replaceAgent(RouteBuilder agent) throws Exception {
        bench.advise("run-task", advice -> advice.interceptSendToEndpoint("direct:run-opencode")
                .skipSendToOriginalEndpoint().to("direct:my-agent"));
        bench.camel().addRoutes(agent);
    }
}
