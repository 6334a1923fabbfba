package io.agentmesh.worker.observe;

import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Context;
import io.agentmesh.task.text.Mask;

/**
 * Logback's default layout with masked lines. Each event is one line, whatever its names contain; only an exception
 * adds further, indented lines. Named in {@code logback.xml}; the worker installs the mask, and the JSON format where
 * configured, once it has read its settings.
 */
public class MaskedLayout extends PatternLayout {

    private static final String MASK = MaskedLayout.class.getName();
    private static final String JSON = JsonLine.class.getName();

    /** Installs the mask for all further lines. */
    public static void install(Context logging, Mask mask) {
        logging.putObject(MASK, mask);
    }

    /** Switches all further lines to JSON objects. */
    public static void writeJson(Context logging, JsonLine line) {
        logging.putObject(JSON, line);
    }

    @Override
    public String doLayout(ILoggingEvent event) {
        Mask mask = getContext().getObject(MASK) instanceof Mask known ? known : Mask.NONE;
        return getContext().getObject(JSON) instanceof JsonLine line ? line.of(event, mask)
                : indented(mask.mask(super.doLayout(OneLineEvent.of(event, mask))));
    }

    private static String indented(String text) {
        int end = text.endsWith("\n") ? text.length() - 1 : text.length();
        return text.lastIndexOf('\n', end - 1) < 0 ? text
                : text.substring(0, end).replace("\n", "\n    ") + text.substring(end);
    }
}
