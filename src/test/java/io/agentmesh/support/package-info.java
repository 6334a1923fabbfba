/**
 * What tests of several packages share: the real OpenCode at its pinned version, and stand-ins for what it and the
 * worker talk to, always over real HTTP.
 */
package io.agentmesh.support;
