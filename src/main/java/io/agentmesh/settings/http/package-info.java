/**
 * HTTP calls outside of Camel's routes: proxies, private certificate authorities, host names that {@code java.net.URI}
 * rejects. Begin with {@link io.agentmesh.settings.http.Network}; the worker, the commands, doctor and traces make all
 * their calls through it. {@code java.net.http} must not come in: it asks for HTTP/2, which uvicorn rejects.
 */
package io.agentmesh.settings.http;
