/** A real headless Chromium, driven by the W3C WebDriver protocol over HTTP. */
package io.agentmesh.support.browser;
