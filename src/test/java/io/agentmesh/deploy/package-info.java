/** What is put on machines: units and packages. */
package io.agentmesh.deploy;
