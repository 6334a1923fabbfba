package io.agentmesh.settings.value;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The address of Redis in one line: <ul> <li>{@code redis://[[user]:password@]host[:port][/database]}: one server;
 * <li>{@code redis-sentinel://[[user]:password@]host[:port],…[/database]?master=NAME[&sentinel-password=…]}: the master
 * of that name, according to the Sentinels; <li>{@code redis-cluster://[[user]:password@]host[:port],…}: a Cluster, by
 * some of its nodes. </ul> {@code rediss} instead of {@code redis} means TLS. User and password are percent-encoded.
 *
 * @param kind             of the installation
 * @param isTls            whether connections are encrypted, and the server's certificate checked
 * @param nodes            {@code host:port} each, at least one
 * @param database         0 unless given
 * @param user             or null
 * @param password         or null
 * @param master           the name of the master, or null
 * @param sentinelPassword of the Sentinels themselves, or null
 */
public record RedisUrl(Kind kind, boolean isTls, List<String> nodes, int database, String user, String password,
        String master, String sentinelPassword) {

    /** The allowed forms; completes "allowed: …". */
    public static final String ALLOWED = "redis://[user:password@]host:port[/database], "
            + "redis-sentinel://host:port,host:port?master=NAME or redis-cluster://host:port,host:port; "
            + "rediss… for TLS";

    /** Kinds of installations. */
    public enum Kind { SINGLE, SENTINEL, CLUSTER }

    private static final String HOST = "(?:[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+\\])(?::\\d{1,5})?";
    private static final Pattern FORM = Pattern.compile("(redis|rediss)(-sentinel|-cluster)?://"
            + "(?:(?<user>[^:@/?#\\s]*):(?<password>[^:@/?#\\s]+)@)?(?<hosts>" + HOST + "(?:," + HOST + ")*)"
            + "(?:/(?<database>\\d{0,5}))?(?:\\?(?<query>[^#\\s]*))?");
    private static final Pattern QUERY = Pattern.compile(
            "master=(?<master>[^&=]+)(?:&sentinel-password=(?<password>[^&=]+))?");
    private static final int DEFAULT_PORT = 6379;
    private static final int DEFAULT_SENTINEL_PORT = 26379;
    private static final int MAX_PORT = 65_535;

    public RedisUrl {
        nodes = List.copyOf(nodes);
    }

    /** Empty where the text has none of the forms; a more specific error might reveal a password. */
    public static Optional<RedisUrl> parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        Kind kind = form.group(2) == null ? Kind.SINGLE : Kind.valueOf(form.group(2).substring(1).toUpperCase(Locale.ROOT));
        String query = form.group("query") == null ? "" : form.group("query");
        Matcher sentinel = QUERY.matcher(query);
        if (kind == Kind.SENTINEL ? !sentinel.matches() : !query.isEmpty()) {
            return Optional.empty();
        }
        try {
            RedisUrl url = new RedisUrl(kind, form.group(1).equals("rediss"), nodes(form.group("hosts"), kind),
                    number(form.group("database")), decode(form.group("user")), decode(form.group("password")),
                    kind == Kind.SENTINEL ? decode(sentinel.group("master")) : null,
                    kind == Kind.SENTINEL ? decode(sentinel.group("password")) : null);
            return Optional.of(url).filter(RedisUrl::isPossible);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private boolean isPossible() {
        return (kind != Kind.SINGLE || nodes.size() == 1) && (kind != Kind.CLUSTER || database == 0)
                && nodes.stream().mapToInt(RedisUrl::port).allMatch(port -> port > 0 && port <= MAX_PORT);
    }

    private static List<String> nodes(String hosts, Kind kind) {
        int port = kind == Kind.SENTINEL ? DEFAULT_SENTINEL_PORT : DEFAULT_PORT;
        return Stream.of(hosts.split(",")).map(host -> host.matches(".*:\\d+") && !host.endsWith("]") ? host
                : host + ":" + port).toList();
    }

    private static int port(String node) {
        return Integer.parseInt(node.substring(node.lastIndexOf(':') + 1));
    }

    private static int number(String text) {
        return text == null || text.isEmpty() ? 0 : Integer.parseInt(text);
    }

    /** Before the @, a plus is a plus; null stays null. */
    private static String decode(String text) {
        return text == null || text.isEmpty() ? null
                : URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /** Without user and passwords, for logs. */
    @Override
    public String toString() {
        return (isTls ? "rediss" : "redis") + (kind == Kind.SINGLE ? "" : "-" + kind.name().toLowerCase(Locale.ROOT)) + "://"
                + String.join(",", nodes) + (database == 0 ? "" : "/" + database)
                + (master == null ? "" : "?master=" + master);
    }
}
