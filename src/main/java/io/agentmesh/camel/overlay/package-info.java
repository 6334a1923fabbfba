/**
 * An integrator's folder of routes: which files in it count, and which have the former name of a route. Begin with
 * {@link io.agentmesh.camel.overlay.OverlayFiles}. Built-in files and the content of files never come in here.
 */
package io.agentmesh.camel.overlay;
