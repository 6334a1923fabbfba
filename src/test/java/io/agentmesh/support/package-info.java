/** What tests of several packages share: checks of routes and sources, a scripted model, a real OpenCode. */
package io.agentmesh.support;
