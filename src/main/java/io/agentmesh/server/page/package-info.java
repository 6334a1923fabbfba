/**
 * The page for people: plain files that the server hands out as they are. What they show they ask the same HTTP API
 * for that everybody uses.
 */
package io.agentmesh.server.page;
