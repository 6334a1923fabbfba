/** What is put on machines: units, packages, the container image and the manifests of Kubernetes; that it fits the program. */
package io.agentmesh.deploy;
