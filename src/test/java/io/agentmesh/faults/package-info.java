/**
 * The fault suite: thousands of tasks on real worker processes, while workers and servers are killed, the network lies
 * and agents misbehave, all by one seed; then the books are checked. See {@code docs/faults.md}.
 */
package io.agentmesh.faults;
