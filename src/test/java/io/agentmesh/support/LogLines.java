package io.agentmesh.support;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import org.slf4j.LoggerFactory;

/** What this JVM logs from INFO on while it is open, a {@code LEVEL text} each. */
public final class LogLines extends AppenderBase<ILoggingEvent> implements AutoCloseable {

    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Map<String, String> loggers = new ConcurrentHashMap<>();
    private final List<String> linesOfRedis = new CopyOnWriteArrayList<>();
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);

    public LogLines() {
        start();
        root.addAppender(this);
    }

    @Override
    protected void append(ILoggingEvent event) {
        if (event.getLevel().isGreaterOrEqual(Level.INFO)) {
            String line = event.getLevel() + " " + event.getFormattedMessage();
            lines.add(line);
            loggers.put(line, event.getLoggerName());
            if (event.getLoggerName().startsWith("org.redisson")) {
                linesOfRedis.add(line);
            }
        }
    }

    /** Those of warnings and errors. */
    public List<String> warnings() {
        return lines.stream().filter(line -> line.startsWith("WARN") || line.startsWith("ERROR")).toList();
    }

    /** Without those of the client of Redis, which in this JVM may be another test's that goes on for a moment. */
    public List<String> warningsBesideRedis() {
        return warnings().stream().filter(line -> !linesOfRedis.contains(line)).toList();
    }

    public List<String> containing(String text) {
        return lines.stream().filter(line -> line.contains(text)).toList();
    }

    /** The names of the loggers of lines with that text. */
    public List<String> loggersOf(String text) {
        return containing(text).stream().map(loggers::get).distinct().toList();
    }

    @Override
    public void close() {
        root.detachAppender(this);
        stop();
    }
}
