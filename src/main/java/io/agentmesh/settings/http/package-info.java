/**
 * HTTP calls outside of Camel's routes: proxies, company certificate authorities, host names that {@code java.net.URI}
 * doesn't accept. Begin with {@link io.agentmesh.settings.http.Network}; the worker, the commands, doctor and traces
 * all make their calls through it. {@code java.net.http} may never come in, as it asks for HTTP/2, which uvicorn
 * refuses.
 */
package io.agentmesh.settings.http;
