"""An AgentMesh server as users already run it, as far as workers and commands use it: FastAPI on uvicorn.

It knows the classic part of the HTTP contract and no more. What it does otherwise than one would expect is on purpose:
it gives every pending task to everyone, says yes to every claim, moves a codebase to whoever registers its path last,
writes times without a zone, cancels only what is pending, and answers all the output that it has where `since` is at
or beyond its number. Everything is in memory, and of a task's output only the newest 1,000 pieces.
"""

import asyncio
import json
import uuid
from collections import deque
from datetime import datetime
from typing import Any, Dict, List, Optional

from fastapi import FastAPI, HTTPException, Request
from fastapi.responses import StreamingResponse
from pydantic import BaseModel

KEPT_OUTPUT = 1000

app = FastAPI()
workers: Dict[str, dict] = {}
codebases: Dict[str, dict] = {}
tasks: Dict[str, dict] = {}
outputs: Dict[str, deque] = {}


class Registration(BaseModel):
    worker_id: str
    name: str
    capabilities: List[str] = []
    hostname: Optional[str] = None


class NewCodebase(BaseModel):
    name: str
    path: str
    description: str = ""
    agent_config: Dict[str, Any] = {}
    worker_id: Optional[str] = None


class NewTask(BaseModel):
    title: str
    prompt: str
    agent_type: str = "build"
    priority: int = 0
    metadata: Dict[str, Any] = {}


class Report(BaseModel):
    status: str
    worker_id: str
    result: Optional[str] = None
    error: Optional[str] = None
    session_id: Optional[str] = None


class Piece(BaseModel):
    worker_id: str
    output: str
    timestamp: Optional[str] = None


def now():
    return datetime.utcnow().isoformat()


def find(things, key, kind):
    if key not in things:
        raise HTTPException(404, f"{kind} not found")
    return things[key]


def new_task(codebase_id, title, prompt, agent_type, priority, metadata):
    task = {"id": str(uuid.uuid4()), "codebase_id": codebase_id, "title": title, "prompt": prompt,
            "agent_type": agent_type, "status": "pending", "priority": priority, "created_at": now(),
            "started_at": None, "completed_at": None, "result": None, "error": None, "session_id": None,
            "metadata": metadata}
    tasks[task["id"]] = task
    return task


@app.post("/v1/opencode/workers/register")
async def register(worker: Registration):
    workers[worker.worker_id] = {**worker.dict(), "registered_at": now(), "last_seen": now(), "status": "active"}
    return {"success": True, "worker": workers[worker.worker_id]}


@app.post("/v1/opencode/workers/{worker_id}/heartbeat")
async def heartbeat(worker_id: str):
    find(workers, worker_id, "Worker")["last_seen"] = now()
    return {"success": True}


@app.post("/v1/opencode/workers/{worker_id}/unregister")
async def unregister(worker_id: str):
    find(workers, worker_id, "Worker")
    del workers[worker_id]
    return {"success": True, "message": "Worker unregistered"}


@app.get("/v1/opencode/workers")
async def list_workers():
    return list(workers.values())


@app.get("/v1/opencode/workers/{worker_id}")
async def get_worker(worker_id: str):
    return find(workers, worker_id, "Worker")


@app.post("/v1/opencode/codebases")
async def save_codebase(codebase: NewCodebase):
    if codebase.worker_id is None:
        if not workers:
            raise HTTPException(400, "No workers available to register the codebase")
        task = new_task("__pending__", f"Register {codebase.name}", "", "register_codebase", 0,
                        codebase.dict(exclude={"worker_id"}))
        return {"success": True, "pending": True, "task_id": task["id"], "message": "Waiting for a worker"}
    key = next((one["id"] for one in codebases.values() if one["path"] == codebase.path), uuid.uuid4().hex[:8])
    codebases[key] = {"id": key, **codebase.dict(), "registered_at": now(), "last_triggered": None, "status": "idle",
                      "opencode_port": None, "session_id": None, "watch_mode": False, "watch_interval": 5}
    return {"success": True, "codebase": codebases[key]}


@app.get("/v1/opencode/codebases/list")
async def list_codebases():
    return list(codebases.values())


@app.get("/v1/opencode/codebases/{codebase_id}")
async def get_codebase(codebase_id: str):
    return find(codebases, codebase_id, "Codebase")


@app.delete("/v1/opencode/codebases/{codebase_id}")
async def delete_codebase(codebase_id: str):
    find(codebases, codebase_id, "Codebase")
    del codebases[codebase_id]
    return {"success": True}


@app.post("/v1/opencode/codebases/{codebase_id}/tasks")
async def create_task(codebase_id: str, task: NewTask):
    if codebase_id != "global":
        find(codebases, codebase_id, "Codebase")
    return {"success": True, "task": new_task(codebase_id, **task.dict())}


@app.get("/v1/opencode/codebases/{codebase_id}/tasks")
async def list_codebase_tasks(codebase_id: str, status: Optional[str] = None):
    return [task for task in await list_tasks(status) if task["codebase_id"] == codebase_id]


@app.get("/v1/opencode/tasks")
async def list_tasks(status: Optional[str] = None):
    chosen = [task for task in tasks.values() if status is None or task["status"] == status]
    return sorted(chosen, key=lambda task: (-task["priority"], task["created_at"]))


@app.get("/v1/opencode/tasks/{task_id}")
async def get_task(task_id: str):
    return find(tasks, task_id, "Task")


@app.put("/v1/opencode/tasks/{task_id}/status")
async def report(task_id: str, report: Report):
    task = find(tasks, task_id, "Task")
    if report.status not in ("pending", "assigned", "running", "completed", "failed", "cancelled"):
        raise HTTPException(400, f"Invalid status: {report.status}")
    task.update({key: value for key, value in report.dict(exclude={"worker_id"}).items() if value is not None})
    task["started_at" if report.status == "running" else "completed_at"] = now()
    return {"success": True, "task": task}


@app.post("/v1/opencode/tasks/{task_id}/cancel")
async def cancel(task_id: str):
    task = find(tasks, task_id, "Task")
    if task["status"] != "pending":
        raise HTTPException(400, "Cannot cancel task (not pending)")
    task.update(status="cancelled", completed_at=now())
    return {"success": True, "message": "Task cancelled"}


@app.post("/v1/opencode/tasks/{task_id}/output")
async def add_output(task_id: str, piece: Piece):
    find(tasks, task_id, "Task")
    outputs.setdefault(task_id, deque(maxlen=KEPT_OUTPUT)).append(
        {"output": piece.output, "timestamp": piece.timestamp or now(), "worker_id": piece.worker_id})
    return {"success": True}


@app.get("/v1/opencode/tasks/{task_id}/output")
async def get_output(task_id: str, since: int = 0):
    find(tasks, task_id, "Task")
    pieces = list(outputs.get(task_id, []))
    return {"task_id": task_id, "outputs": pieces[since:] if since < len(pieces) else pieces, "total": len(pieces)}


@app.get("/v1/opencode/tasks/{task_id}/output/stream")
async def stream_output(task_id: str):
    task = find(tasks, task_id, "Task")

    async def events():
        sent = 0
        while True:
            is_over = task["status"] in ("completed", "failed", "cancelled")
            for piece in list(outputs.get(task_id, []))[sent:]:
                sent += 1
                yield f"event: output\ndata: {json.dumps(piece)}\n\n"
            if is_over:
                yield f"event: done\ndata: {json.dumps({'status': task['status']})}\n\n"
                return
            await asyncio.sleep(0.1)

    return StreamingResponse(events(), media_type="text/event-stream")


@app.delete("/test/output")
async def lose_output():
    """What a restart does: tasks are in its database, their output isn't."""
    outputs.clear()
    return {"success": True}


@app.get("/test/headers")
async def last_headers(request: Request):
    """The headers of the call before to this address."""
    last, app.state.headers = getattr(app.state, "headers", {}), dict(request.headers)
    return {"last": last}
