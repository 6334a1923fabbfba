/**
 * Camel itself: the application, the route files that it loads, and the check that locates errors in them before the
 * start. Begin with {@link io.agentmesh.camel.CamelApp} and {@link io.agentmesh.camel.RouteFiles}. Nothing here may
 * know a worker, a server or a single route by name.
 */
package io.agentmesh.camel;
