package io.agentmesh.faults;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

import io.agentmesh.support.Call;
import io.agentmesh.support.ClassicServer;

/** A classic server: it says yes to each claim and keeps each batch of output as often as it comes. */
final class FakeClassicServer implements MeshServer {

    private final List<ClassicServer> lives = new ArrayList<>(List.of(new ClassicServer()));
    private final Tally tally;
    /** So that ids are unique on this machine. */
    private final String run = "f" + Long.toString(System.nanoTime(), Character.MAX_RADIX);

    /** @param tally is told of batches that come again with another text */
    FakeClassicServer(Tally tally) {
        this.tally = tally;
    }

    private synchronized ClassicServer now() {
        return lives.get(lives.size() - 1);
    }

    @Override
    public String url() {
        return now().url();
    }

    @Override
    public boolean hasSharedCodebases() {
        return false;
    }

    @Override
    public Map<String, String> codebases() {
        Map<String, String> ids = new HashMap<>();
        for (JsonNode codebase : now().codebases()) {
            ids.put(codebase.path("name").asText(), codebase.path("id").asText());
        }
        return ids;
    }

    @Override
    public String submit(String codebase, TaskPlan plan) {
        String id = run + "-" + plan.number();
        now().add(ClassicServer.task(id, codebase, plan.prompt()).put("title", plan.title()));
        return id;
    }

    @Override
    public JsonNode task(String id) {
        return now().task(id);
    }

    /** Without the batches that came again, as they may where an answer was lost: this server can't tell. */
    @Override
    public synchronized String output(String id) {
        Map<String, String> batches = new LinkedHashMap<>();
        for (ClassicServer life : lives) {
            for (Call call : life.calls("POST /v1/opencode/tasks/" + id + "/output")) {
                String number = call.json().path("attempt") + "." + call.json().path("seq");
                String text = call.json().path("output").asText();
                String before = batches.putIfAbsent(number, text);
                if (before != null && !before.equals(text)) {
                    tally.violated(Integer.parseInt(id.substring(id.indexOf('-') + 1)), "batch " + number + " of its output came again "
                            + "with another text");
                }
            }
        }
        return String.join("", batches.values());
    }

    @Override
    public void cancel(String id) {
        throw new UnsupportedOperationException("a classic server doesn't cancel what runs");
    }

    /** An outage of a second. */
    @Override
    public void strike() throws InterruptedException {
        ClassicServer last = now();
        last.close();
        Thread.sleep(1000);
        synchronized (this) {
            lives.add(last.again());
        }
    }

    @Override
    public List<String> lastWords() {
        return List.of();
    }

    @Override
    public void close() {
        now().close();
    }
}
