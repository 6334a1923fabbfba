/**
 * An integrator's folder of routes: which files in it count, and which bear the name of a route that is called otherwise now.
 * Begin with {@link io.agentmesh.camel.overlay.OverlayFiles}. What the program carries itself, and what stands in the files,
 * never comes in here.
 */
package io.agentmesh.camel.overlay;
