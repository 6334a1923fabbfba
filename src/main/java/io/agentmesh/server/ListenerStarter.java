package io.agentmesh.server;

import io.agentmesh.server.http.Admission;
import io.agentmesh.server.http.HttpListener;
import io.agentmesh.server.longpoll.LongPolls;
import io.agentmesh.server.page.Page;
import io.agentmesh.server.redis.ServerRedis;
import org.apache.camel.CamelContext;
import org.apache.camel.StartupListener;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.MainListenerSupport;

/**
 * Starts the {@link HttpListener}, adds the {@link Page} and the {@link LongPolls}, which no route can do, and admits
 * requests once all routes have started.
 */
final class ListenerStarter extends MainListenerSupport implements StartupListener {

    private final HttpListener listener;
    private final Admission admission;
    private final LongPolls longPolls;
    private final ServerRedis redis;

    ListenerStarter(HttpListener listener, Admission admission, LongPolls longPolls, ServerRedis redis) {
        this.listener = listener;
        this.admission = admission;
        this.longPolls = longPolls;
        this.redis = redis;
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
        new Page().listen(router);
        longPolls.listen(router, context);
    }

    @Override
    public void onCamelContextFullyStarted(CamelContext context, boolean alreadyStarted) throws Exception {
        redis.open(context);
        admission.open();
    }
}
