package io.agentmesh.server.page;

import java.util.List;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/**
 * Serves {@code /} and {@code /page/…} to browsers.
 *
 * <p>No token is needed: the files hold no data, and the page itself asks for the token. The checks of host names and
 * other sites apply as for every request.
 */
public final class Page {

    private static final int BEFORE_ROUTES = -2;
    private static final List<String> FILES = List.of("style.css", "icon.svg", "main.js", "api.js", "dom.js",
            "icons.js", "times.js", "tasks.js", "task.js", "output.js", "changes.js", "diff.js", "colours.js",
            "waiting.js", "usage.js", "workers.js", "submit.js", "token.js");
    /** Scripts and styles only from this server, none inline. */
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
            + "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
            + "require-trusted-types-for 'script'; trusted-types 'none'";

    /** Adds the page's addresses to the router. */
    public void listen(Router router) {
        PageFile index = PageFile.load("index.html");
        router.get("/").order(BEFORE_ROUTES).handler(context -> {
            if (isBrowser(context.request())) {
                send(context, index);
            } else {
                context.next();
            }
        });
        for (String name : FILES) {
            PageFile file = PageFile.load(name);
            router.get("/page/" + name).order(BEFORE_ROUTES).handler(context -> send(context, file));
        }
        PageFile highlight = PageFile.loadLibrary("highlightjs", "highlight.min.js", "hljs");
        router.get("/page/highlight.js").order(BEFORE_ROUTES).handler(context -> send(context, highlight));
    }

    /** For other clients the route {@code describe-server} answers {@code /}. */
    private static boolean isBrowser(HttpServerRequest request) {
        String accept = request.getHeader(HttpHeaders.ACCEPT);
        return accept != null && accept.contains("text/html");
    }

    private static void send(RoutingContext context, PageFile file) {
        HttpServerResponse response = context.response();
        response.putHeader("Content-Security-Policy", POLICY)
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Referrer-Policy", "no-referrer")
                .putHeader("Cross-Origin-Opener-Policy", "same-origin")
                .putHeader("Cross-Origin-Resource-Policy", "same-origin")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-cache")
                .putHeader(HttpHeaders.VARY, "Accept")
                .putHeader(HttpHeaders.ETAG, file.etag());
        if (file.isKnownBy(context.request().getHeader(HttpHeaders.IF_NONE_MATCH))) {
            response.setStatusCode(304).end();
            return;
        }
        response.putHeader(HttpHeaders.CONTENT_TYPE, file.contentType()).end(file.content());
    }
}
