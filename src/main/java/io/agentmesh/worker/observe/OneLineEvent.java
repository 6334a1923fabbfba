package io.agentmesh.worker.observe;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;

import ch.qos.logback.classic.spi.ILoggingEvent;
import io.agentmesh.task.text.Mask;
import io.agentmesh.task.text.OneLine;

/** A log event whose message and names are masked, and always on one line. */
final class OneLineEvent {

    private OneLineEvent() {
    }

    /** Masks first, as an escape inside a secret would hide it from the mask. */
    static ILoggingEvent of(ILoggingEvent event, Mask mask) {
        String message = OneLine.of(mask.mask(String.valueOf(event.getFormattedMessage())));
        Map<String, String> names = new HashMap<>(event.getMDCPropertyMap());
        names.replaceAll((name, value) -> value == null ? null : OneLine.of(mask.mask(value)));
        if (message.equals(event.getFormattedMessage()) && names.equals(event.getMDCPropertyMap())) {
            return event;
        }
        return (ILoggingEvent) Proxy.newProxyInstance(OneLineEvent.class.getClassLoader(), new Class<?>[] {ILoggingEvent.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getMessage", "getFormattedMessage" -> message;
                    case "getMDCPropertyMap" -> names;
                    default -> {
                        try {
                            yield method.invoke(event, arguments);
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        }
                    }
                });
    }
}
