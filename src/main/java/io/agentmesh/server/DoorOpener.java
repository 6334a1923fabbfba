package io.agentmesh.server;

import io.agentmesh.server.page.Page;
import org.apache.camel.CamelContext;
import org.apache.camel.StartupListener;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.MainListenerSupport;

/**
 * Sets up the {@link Page}, the {@link Door}, and the {@link Waiting} that no route can do, after the HTTP server was
 * made and before the first route stands behind it.
 */
final class DoorOpener extends MainListenerSupport implements StartupListener {

    private final Waiting waiting;

    DoorOpener(Waiting waiting) {
        this.waiting = waiting;
    }

    @Override
    public void afterConfigure(BaseMainSupport main) {
        try {
            main.getCamelContext().addStartupListener(this);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void onCamelContextStarted(CamelContext context, boolean alreadyStarted) {
        VertxPlatformHttpRouter router = context.getRegistry().findSingleByType(VertxPlatformHttpRouter.class);
        new Page().listen(router);
        Door.guard(router);
        waiting.listen(router, context);
    }
}
