package io.agentmesh.worker;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

import com.sun.net.httpserver.HttpExchange;

/** Git's own CGI program, which serves repositories over HTTP. */
final class GitBackend {

    private GitBackend() {
    }

    /** Answers one request of git's smart HTTP. @param root the folder of the repositories */
    static void answer(HttpExchange exchange, Path root) throws IOException {
        ProcessBuilder cgi = new ProcessBuilder("git", "http-backend").redirectError(ProcessBuilder.Redirect.DISCARD);
        String query = exchange.getRequestURI().getRawQuery();
        String type = exchange.getRequestHeaders().getFirst("Content-Type");
        String encoding = exchange.getRequestHeaders().getFirst("Content-Encoding");
        byte[] body = exchange.getRequestBody().readAllBytes();
        cgi.environment().put("GIT_PROJECT_ROOT", root.toString());
        cgi.environment().put("GIT_HTTP_EXPORT_ALL", "1");
        cgi.environment().put("PATH_INFO", exchange.getRequestURI().getPath());
        cgi.environment().put("REQUEST_METHOD", exchange.getRequestMethod());
        cgi.environment().put("QUERY_STRING", query == null ? "" : query);
        cgi.environment().put("CONTENT_TYPE", type == null ? "" : type);
        cgi.environment().put("CONTENT_LENGTH", String.valueOf(body.length));
        cgi.environment().put("REMOTE_USER", "a");
        cgi.environment().put("REMOTE_ADDR", "127.0.0.1");
        if (encoding != null) {
            cgi.environment().put("HTTP_CONTENT_ENCODING", encoding);
        }
        Process process = cgi.start();
        try (var in = process.getOutputStream()) {
            in.write(body);
        }
        byte[] answer = process.getInputStream().readAllBytes();
        String text = new String(answer, StandardCharsets.ISO_8859_1);
        int end = text.indexOf("\r\n\r\n");
        int status = 200;
        for (String header : text.substring(0, end).split("\r\n")) {
            String[] pair = header.split(": ", 2);
            if (pair[0].equals("Status")) {
                status = Integer.parseInt(pair[1].substring(0, 3));
            } else {
                exchange.getResponseHeaders().set(pair[0], pair[1]);
            }
        }
        byte[] content = text.substring(end + 4).getBytes(StandardCharsets.ISO_8859_1);
        exchange.sendResponseHeaders(status, content.length == 0 ? -1 : content.length);
        exchange.getResponseBody().write(content);
    }
}
