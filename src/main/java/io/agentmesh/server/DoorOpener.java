package io.agentmesh.server;

import org.apache.camel.CamelContext;
import org.apache.camel.StartupListener;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.MainListenerSupport;

/**
 * Starts the {@link HttpListener}, sets up the {@link OutputStreams} that no route can be, and opens the door once every
 * route stands behind it.
 */
final class DoorOpener extends MainListenerSupport implements StartupListener {

    private final HttpListener listener;
    private final OutputStreams streams;

    DoorOpener(HttpListener listener, OutputStreams streams) {
        this.listener = listener;
        this.streams = streams;
    }

    @Override
    public void afterConfigure(BaseMainSupport main) {
        try {
            main.getCamelContext().addService(listener, true, true);
            main.getCamelContext().addStartupListener(this);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void onCamelContextStarted(CamelContext context, boolean alreadyStarted) {
        VertxPlatformHttpRouter router = context.getRegistry().findSingleByType(VertxPlatformHttpRouter.class);
        streams.listen(router, context.createProducerTemplate());
    }

    @Override
    public void onCamelContextFullyStarted(CamelContext context, boolean alreadyStarted) {
        listener.open();
    }
}
