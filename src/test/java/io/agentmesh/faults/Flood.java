package io.agentmesh.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.agentmesh.support.ClassicServer;

/**
 * One task whose agent says a gigabyte, while its worker is killed: all of it arrives, in order, and the worker's
 * memory doesn't follow.
 */
final class Flood {

    private static final int KILOBYTES_A_LINE = 20;
    private static final int MOST_GROWTH_KIB = 64 * 1024;
    private static final Duration TIMEOUT = Duration.ofMinutes(20);

    private final Path root;
    private final Tally tally;

    Flood(Path root, Tally tally) {
        this.root = root;
        this.tally = tally;
    }

    void run(int megabytes) throws IOException, InterruptedException {
        int lines = megabytes * 1000 / KILOBYTES_A_LINE;
        String fault = "agent: says " + megabytes + " MB, and kill -9 of the worker in the middle";
        Path agent = AgentScript.write(root);
        Path code = Files.createDirectories(root.resolve("code"));
        Files.writeString(root.resolve("worker.properties"), "");
        try (ClassicServer server = new ClassicServer(); FloodReceiver receiver = new FloodReceiver(server.url())) {
            FleetWorker worker = new FleetWorker(root, "w1", config(receiver.url(), agent, code), tally, 0);
            worker.start();
            try {
                await(() -> server.codebases().size() == 1, "the worker doesn't register");
                long before = worker.peakKib();
                tally.injected(fault, 1);
                server.add("t1", server.codebases().get(0).path("id").asText(),
                        "do=PLAIN lines=" + lines + " pad=" + KILOBYTES_A_LINE + " pause=0 at=-");
                await(() -> receiver.lines() > lines / 2, "half of the output doesn't arrive");
                long growth = worker.peakKib() - before;
                worker.kill();
                await(() -> List.of("completed", "failed").contains(server.status("t1")), "the task doesn't end");
                check(server.task("t1").toString(), server.status("t1"), receiver, lines);
                growth = Math.max(growth, worker.peakKib() - before);
                System.out.println(fault + ": " + receiver.bytes() / 1_000_000 + " MB arrived, the worker grew by "
                        + growth / 1024 + " MiB");
                if (growth > MOST_GROWTH_KIB) {
                    tally.violated(1, "the worker grew by " + growth / 1024 + " MiB");
                }
            } finally {
                worker.end();
            }
        }
        new Leftovers(root).processes().forEach(pid -> tally.violated(1, "process " + pid + " is left"));
    }

    private void check(String task, String status, FloodReceiver receiver, int lines) {
        if (!status.equals("completed")) {
            tally.violated(1, "the flood: " + task);
        }
        if (receiver.trouble() != null) {
            tally.violated(1, "the flood: " + receiver.trouble());
        }
        if (receiver.lines() != lines) {
            tally.violated(1, "the flood: " + receiver.lines() + " of " + lines + " lines arrived");
        }
    }

    private Path config(String server, Path agent, Path code) throws IOException {
        return Files.writeString(root.resolve("w1.json"), new ObjectMapper().writeValueAsString(Map.of(
                "server_url", server, "worker_name", "w1", "state_dir", root.resolve("state/w1").toString(),
                "opencode_bin", agent.toString(), "poll_interval", 1, "codebases", List.of(code.toString()))));
    }

    private interface Condition {

        boolean holds() throws IOException, InterruptedException;
    }

    private static void await(Condition condition, String trouble) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TIMEOUT.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() > deadline) {
                throw new IOException(trouble);
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }
}
