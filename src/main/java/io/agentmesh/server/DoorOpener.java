package io.agentmesh.server;

import io.vertx.ext.web.RoutingContext;
import org.apache.camel.CamelContext;
import org.apache.camel.StartupListener;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.MainListenerSupport;

/**
 * Sets up the {@link Door}, and the {@link Waiting} that no route can do, after the HTTP server was made and before
 * the first route stands behind it. Until all routes stand, and from the first that goes, it answers 503: 404 would be a
 * final no to a worker, which then throws a task's outcome away.
 */
final class DoorOpener extends MainListenerSupport implements StartupListener {

    private static final int BEFORE_ALL = -2;

    private final Waiting waiting;
    private VertxPlatformHttpRouter router;
    private volatile boolean isOpen;

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
        shut(main.getCamelContext());
    }

    @Override
    public void onCamelContextStarted(CamelContext context, boolean alreadyStarted) {
        shut(context);
        Door.guard(router);
        waiting.listen(router, context);
    }

    @Override
    public void onCamelContextFullyStarted(CamelContext context, boolean alreadyStarted) {
        isOpen = true;
    }

    /** As soon as there is a router: it may listen long before the routes are read. */
    private void shut(CamelContext context) {
        if (router == null) {
            router = context.getRegistry().findSingleByType(VertxPlatformHttpRouter.class);
            if (router != null) {
                router.route().order(BEFORE_ALL).handler(this::check);
            }
        }
    }

    private void check(RoutingContext request) {
        if (isOpen && !waiting.isClosed()) {
            request.next();
        } else {
            Door.refuse(request, 503, "The server is starting or stopping; ask again in a moment.");
        }
    }
}
