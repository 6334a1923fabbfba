package io.agentmesh.agent.output;

/**
 * What is sent of a run's output in one call: a batch, or a part of one.
 *
 * @param seq    its number in the run, from 1
 * @param bytes  of the text in UTF-8
 * @param isLast whether its batch ends with it
 */
record OutputPiece(int seq, String text, long bytes, boolean isLast) {
}
