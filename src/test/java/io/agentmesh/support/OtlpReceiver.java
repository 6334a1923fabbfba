package io.agentmesh.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

import com.google.protobuf.ByteString;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.trace.v1.Span;

/** A collector of traces on loopback: it keeps the spans that are sent to it by OTLP over HTTP. */
public final class OtlpReceiver implements AutoCloseable {

    private final HttpServer server;
    private final List<TracedSpan> spans = new CopyOnWriteArrayList<>();

    /** As it came; ids in hexadecimal digits, {@code parent} empty where there is none. */
    public record TracedSpan(String name, String trace, String id, String parent, boolean failed,
            Map<String, String> attributes, Map<String, String> resource) {
    }

    public OtlpReceiver() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/v1/traces", this::take);
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    public List<TracedSpan> spans() {
        return spans;
    }

    /** The only one of its name. */
    public TracedSpan span(String name) {
        List<TracedSpan> found = spans.stream().filter(span -> span.name().equals(name)).toList();
        if (found.size() != 1) {
            throw new AssertionError(found.size() + " spans " + name + " among " + spans);
        }
        return found.get(0);
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            ExportTraceServiceRequest.parseFrom(exchange.getRequestBody()).getResourceSpansList()
                    .forEach(resource -> resource.getScopeSpansList().forEach(scope -> scope.getSpansList()
                            .forEach(span -> spans.add(traced(span, values(resource.getResource().getAttributesList()))))));
            exchange.sendResponseHeaders(200, -1);
        }
    }

    private static TracedSpan traced(Span span, Map<String, String> resource) {
        return new TracedSpan(span.getName(), hex(span.getTraceId()), hex(span.getSpanId()), hex(span.getParentSpanId()),
                span.getStatus().getCodeValue() == 2, values(span.getAttributesList()), resource);
    }

    private static Map<String, String> values(List<io.opentelemetry.proto.common.v1.KeyValue> attributes) {
        return attributes.stream().collect(Collectors.toMap(attribute -> attribute.getKey(),
                attribute -> value(attribute.getValue())));
    }

    private static String value(AnyValue value) {
        return switch (value.getValueCase()) {
            case STRING_VALUE -> value.getStringValue();
            case INT_VALUE -> Long.toString(value.getIntValue());
            case BOOL_VALUE -> Boolean.toString(value.getBoolValue());
            default -> value.toString();
        };
    }

    private static String hex(ByteString bytes) {
        StringBuilder text = new StringBuilder();
        bytes.forEach(one -> text.append(String.format("%02x", one)));
        return text.toString();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
