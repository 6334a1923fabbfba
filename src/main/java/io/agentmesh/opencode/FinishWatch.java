package io.agentmesh.opencode;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Whether OpenCode has done its work but doesn't exit, as users report of runs whose connections or timers keep the
 * process alive: its last event ended the last step, and since then it wrote nothing and used no CPU time to speak of.
 */
final class FinishWatch {

    /** The last event is short; what is longer ends no step. */
    private static final int LONGEST_EVENT = 64 << 10;
    /** Of one core. OpenCode uses about 2 % while it waits; on a machine that is very busy, work gets little more. */
    private static final double BUSY = 0.03;
    private static final long LOOK_AGAIN = 1_000_000_000;

    private final RunFolder run;
    private final ProcessTree tree;
    private final long patience;
    private long lastLook;
    private long lastSize = -1;
    private long quietSince;
    private double cpu;

    /** @param patience how long it may take to exit */
    FinishWatch(RunFolder run, ProcessTree tree, Duration patience) {
        this.run = run;
        this.tree = tree;
        this.patience = patience.toNanos();
    }

    /**
     * @param size what the run has written, in bytes
     * @param now  {@link System#nanoTime()}
     */
    boolean isFinished(long size, long now) throws IOException {
        if (now - lastLook < Math.min(LOOK_AGAIN, patience)) {
            return false;
        }
        lastLook = now;
        if (size != lastSize) {
            quietFrom(now);
            lastSize = size;
            return false;
        }
        if (now - quietSince < patience || !hasEndedLastStep()) {
            return false;
        }
        boolean busy = Math.abs(tree.cpuSeconds() - cpu) > BUSY * (now - quietSince) / 1e9;
        quietFrom(now);
        return !busy;
    }

    private void quietFrom(long now) {
        quietSince = now;
        cpu = tree.cpuSeconds();
    }

    private boolean hasEndedLastStep() throws IOException {
        OpenCodeEvent event = OpenCodeEvent.of(new LineFile.Line(lastLine(run.stdout()), 0, 0));
        return event != null && event.type().equals("step_finish") && event.part().path("reason").asText("").equals("stop");
    }

    private static String lastLine(Path file) throws IOException {
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            long from = Math.max(0, in.length() - LONGEST_EVENT);
            byte[] end = new byte[(int) (in.length() - from)];
            in.seek(from);
            in.readFully(end);
            String text = new String(end, StandardCharsets.UTF_8).stripTrailing();
            return text.substring(text.lastIndexOf('\n') + 1);
        }
    }
}
