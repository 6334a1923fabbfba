package io.agentmesh.settings.http;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.ParseException;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.ssl.SSLContexts;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * Single HTTP/1.1 calls, without an upgrade to another version, which some servers reject and others answer without
 * reading the body. No retries and no redirects: the caller decides.
 */
public final class HttpCalls {

    private final CloseableHttpClient client;

    /** @param requestTimeout timeout for an answer, and between two parts of it */
    public HttpCalls(Network network, Duration connectTimeout, Duration requestTimeout) {
        HttpClientBuilder builder = HttpClientBuilder.create().disableAutomaticRetries().disableRedirectHandling()
                .disableCookieManagement().disableContentCompression()
                .setDefaultRequestConfig(RequestConfig.custom().setProtocolUpgradeEnabled(false)
                        .setResponseTimeout(timeout(requestTimeout)).build())
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setTlsSocketStrategy(new DefaultClientTlsStrategy(network.authorities().map(Authorities::tls)
                                .orElseGet(SSLContexts::createSystemDefault)))
                        .setDefaultConnectionConfig(ConnectionConfig.custom().setConnectTimeout(timeout(connectTimeout))
                                .setSocketTimeout(timeout(requestTimeout))
                                // A server may have closed an idle connection.
                                .setValidateAfterInactivity(TimeValue.ZERO_MILLISECONDS).build()).build());
        network.configureHttpClient(builder);
        client = builder.build();
    }

    /**
     * @param body null for none
     * @throws IOException where there was no answer
     */
    public HttpAnswer send(String method, String url, Map<String, String> headers, byte[] body) throws IOException {
        HttpUriRequestBase request = new HttpUriRequestBase(method, URI.create(url));
        headers.forEach(request::setHeader);
        if (body != null) {
            request.setEntity(new ByteArrayEntity(body, null));
        }
        return client.execute(request, HttpCalls::read);
    }

    /**
     * Why there was no answer, in a few words for people.
     *
     * @param refused the text where the connection is refused
     * @param late    the text where no answer came in time
     */
    public static String reason(IOException failure, String refused, String late) {
        if (failure instanceof ConnectException) {
            return refused;
        }
        if (failure instanceof UnknownHostException) {
            return "its name is unknown";
        }
        return TlsFault.sentence(failure).orElseGet(() -> failure instanceof SocketTimeoutException ? late
                : failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage());
    }

    private static HttpAnswer read(ClassicHttpResponse answer) throws IOException {
        Map<String, String> headers = new HashMap<>();
        for (Header header : answer.getHeaders()) {
            headers.putIfAbsent(header.getName().toLowerCase(Locale.ROOT), header.getValue() == null ? "" : header.getValue());
        }
        try {
            return new HttpAnswer(answer.getCode(), headers, answer.getEntity() == null ? ""
                    : EntityUtils.toString(answer.getEntity(), StandardCharsets.UTF_8));
        } catch (ParseException e) {
            throw new IOException("an answer that can't be read: " + e.getMessage(), e);
        }
    }

    private static Timeout timeout(Duration time) {
        return Timeout.ofMilliseconds(time.toMillis());
    }
}
