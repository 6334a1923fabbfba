package io.agentmesh.worker.client;

import javax.net.ssl.SSLContext;

import io.agentmesh.settings.http.Authorities;
import org.apache.camel.CamelContext;
import org.apache.camel.support.jsse.SSLContextParameters;

/** Makes Camel's HTTP calls accept private certificate authorities. */
public final class TrustedAuthorities extends SSLContextParameters {

    private final Authorities authorities;

    public TrustedAuthorities(Authorities authorities) {
        this.authorities = authorities;
    }

    @Override
    public SSLContext createSSLContext(CamelContext camel) {
        return authorities.tls();
    }
}
