package io.agentmesh.worker.observe;

import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Context;
import io.agentmesh.task.text.Mask;

/**
 * Logback's usual layout, whose lines come out masked: whatever logs, and whatever a message or an exception holds. Each
 * event is one line, whatever a name in it holds; only the lines of an exception follow, and they are indented. Named
 * by {@code logback.xml}; the worker says what to mask, and whether a line is to be a JSON object, once it has read its
 * settings.
 */
public class MaskedLayout extends PatternLayout {

    private static final String MASK = MaskedLayout.class.getName();
    private static final String JSON = JsonLine.class.getName();

    /** From now on this is masked in all lines. */
    public static void install(Context logging, Mask mask) {
        logging.putObject(MASK, mask);
    }

    /** From now on all lines are JSON objects, instead of what the pattern says. */
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
