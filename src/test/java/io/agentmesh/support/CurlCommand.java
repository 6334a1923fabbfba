package io.agentmesh.support;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** A curl command of the documentation, as the request that it would send. Knows -X, -H, -d and -N. */
public final class CurlCommand {

    private static final Pattern WORD = Pattern.compile("'([^']*)'|\"([^\"]*)\"|([^\\s'\"\\\\]+)");

    private CurlCommand() {
    }

    /** The curl commands of a shell snippet, each as one text. */
    public static List<String> in(String snippet) {
        return Pattern.compile("(?m)^(?=\\w)").splitAsStream(snippet).filter(command -> command.startsWith("curl "))
                .map(command -> command.substring("curl ".length())).toList();
    }

    public static HttpRequest request(String command) {
        List<String> words = WORD.matcher(command).results().map(CurlCommand::word).toList();
        HttpRequest.Builder request = HttpRequest.newBuilder();
        String method = "GET";
        String body = null;
        for (int i = 0; i < words.size(); i++) {
            switch (words.get(i)) {
                case "-X" -> method = words.get(++i);
                case "-d" -> body = words.get(++i);
                case "-H" -> {
                    String[] header = words.get(++i).split(": ", 2);
                    request.header(header[0], header[1]);
                }
                case "-N" -> {
                    // Only about curl's own buffer.
                }
                default -> request.uri(URI.create(words.get(i)));
            }
        }
        return request.method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body)).build();
    }

    private static String word(MatchResult match) {
        return match.group(1) != null ? match.group(1) : match.group(2) != null ? match.group(2) : match.group(3);
    }
}
