/** What tests of several packages share: checks of route files and of sources. */
package io.agentmesh.support;
