package io.agentmesh.worker;

import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Context;
import io.agentmesh.task.Mask;

/**
 * Logback's usual layout, whose lines come out masked: whatever logs, and whatever a message or an exception holds. Named
 * by {@code logback.xml}; the worker says what to mask once it has read its settings.
 */
public class MaskedLayout extends PatternLayout {

    private static final String MASK = MaskedLayout.class.getName();

    /** From now on this is masked in all lines. */
    static void install(Context logging, Mask mask) {
        logging.putObject(MASK, mask);
    }

    @Override
    public String doLayout(ILoggingEvent event) {
        String line = super.doLayout(event);
        return getContext().getObject(MASK) instanceof Mask mask ? mask.mask(line) : line;
    }
}
