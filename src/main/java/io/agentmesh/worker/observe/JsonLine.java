package io.agentmesh.worker.observe;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.agentmesh.task.text.Mask;

/**
 * Formats a log event as one JSON object: {@code time} (ISO-8601, UTC), {@code level}, {@code message}, {@code logger},
 * {@code thread}, {@code worker}, for a task {@code task} and {@code codebase}, and {@code stack_trace} for an
 * exception. Texts are masked before they are encoded, so that no escape hides a secret from the mask.
 */
public final class JsonLine {

    private static final JsonFactory JSON = new JsonFactory();

    private final String workerId;

    public JsonLine(String workerId) {
        this.workerId = workerId;
    }

    String of(ILoggingEvent event, Mask mask) {
        StringWriter line = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(line)) {
            json.writeStartObject();
            json.writeStringField("time", Instant.ofEpochMilli(event.getTimeStamp()).toString());
            json.writeStringField("level", event.getLevel().toString());
            json.writeStringField("message", mask.mask(event.getFormattedMessage()));
            json.writeStringField("logger", event.getLoggerName());
            json.writeStringField("thread", event.getThreadName());
            json.writeStringField("worker", workerId);
            for (Map.Entry<String, String> name : new TreeMap<>(event.getMDCPropertyMap()).entrySet()) {
                if (name.getValue() != null) {
                    json.writeStringField(name.getKey(), mask.mask(name.getValue()));
                }
            }
            if (event.getThrowableProxy() != null) {
                json.writeStringField("stack_trace", mask.mask(ThrowableProxyUtil.asString(event.getThrowableProxy())));
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return line.append('\n').toString();
    }
}
