package io.agentmesh.worker.observe;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import org.apache.camel.component.platform.http.main.ManagementHttpServer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Log levels at runtime, at {@code /observe/loggers} of the management port: {@code GET} lists those that are set,
 * {@code PUT …/NAME?level=DEBUG} sets one, {@code PUT …/NAME} without a level resets it. Only from this machine, as
 * logs at DEBUG reveal more, and only with a token: otherwise the code of a task could turn the log off. A web page
 * can't send a PUT here without a preflight request, which is rejected.
 */
public final class LogLevels implements Handler<RoutingContext> {

    private static final Logger LOG = LoggerFactory.getLogger(LogLevels.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PATH = "/observe/loggers";
    private static final Pattern NAME = Pattern.compile("[\\w.$-]{1,200}");
    private static final Set<String> LEVELS = Set.of("OFF", "ERROR", "WARN", "INFO", "DEBUG", "TRACE");

    private final LoggerContext logging;
    private final byte[] authorization;

    /** @param token required in each call */
    public LogLevels(LoggerContext logging, String token) {
        this.logging = logging;
        this.authorization = ("Bearer " + token).getBytes(StandardCharsets.US_ASCII);
    }

    public void listen(ManagementHttpServer server) {
        Router router = server.getRouter();
        router.route(PATH).method(HttpMethod.GET).handler(this);
        router.route(PATH + "/:name").method(HttpMethod.PUT).handler(this);
    }

    @Override
    public void handle(RoutingContext call) {
        if (!isLocal(call)) {
            answer(call, 403, Map.of("detail", "levels are listed and set from this machine only"));
        } else if (!isAllowed(call.request().getHeader("Authorization"))) {
            answer(call, 401, Map.of("detail", "levels are listed and set with the worker's management_token"));
        } else if (call.request().method().equals(HttpMethod.PUT)) {
            set(call, call.pathParam("name"), call.request().getParam("level"));
        } else {
            answer(call, 200, levels());
        }
    }

    /** In constant time. */
    private boolean isAllowed(String sent) {
        return sent != null && MessageDigest.isEqual(authorization, sent.getBytes(StandardCharsets.UTF_8));
    }

    /** A local proxy forwards calls of other machines. */
    private static boolean isLocal(RoutingContext call) {
        SocketAddress remote = call.request().remoteAddress();
        return remote != null && (remote.hostAddress().startsWith("127.") || remote.hostAddress().equals("::1")
                || remote.hostAddress().equals("0:0:0:0:0:0:0:1"))
                && call.request().getHeader("X-Forwarded-For") == null && call.request().getHeader("Forwarded") == null;
    }

    private void set(RoutingContext call, String name, String level) {
        if (!NAME.matcher(name).matches()) {
            answer(call, 400, Map.of("detail", "that is no name of a logger, such as io.agentmesh.worker or ROOT"));
        } else if (level != null && !LEVELS.contains(level)) {
            answer(call, 400, Map.of("detail", "level must be one of OFF, ERROR, WARN, INFO, DEBUG, TRACE"));
        } else if (level == null && name.equalsIgnoreCase(Logger.ROOT_LOGGER_NAME)) {
            answer(call, 400, Map.of("detail", "the root logger needs a level"));
        } else {
            logging.getLogger(name).setLevel(level == null ? null : Level.toLevel(level));
            LOG.info("the level of {} is {}", name, logging.getLogger(name).getEffectiveLevel());
            answer(call, 200, levels());
        }
    }

    private Map<String, String> levels() {
        Map<String, String> levels = new TreeMap<>();
        logging.getLoggerList().stream().filter(logger -> logger.getLevel() != null)
                .forEach(logger -> levels.put(logger.getName(), logger.getLevel().toString()));
        return levels;
    }

    private static void answer(RoutingContext call, int status, Map<String, String> body) {
        call.response().setStatusCode(status).putHeader("Content-Type", "application/json")
                .end(JSON.valueToTree(body).toString());
    }
}
