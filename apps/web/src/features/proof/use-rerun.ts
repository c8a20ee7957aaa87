import type { Rerun } from "@boltz/backtest";
import { type RefObject, useEffect, useRef, useState } from "react";
import type { RerunFailure, RerunMessage, RerunRequest } from "./rerun-bars.ts";

export type RerunState =
  | { kind: "idle" }
  | { kind: "running"; share: number; stage: string }
  | { kind: "done"; outcome: Rerun }
  | { kind: "failed"; reason: RerunFailure };

function end(worker: RefObject<Worker | undefined>): void {
  worker.current?.terminate();
  worker.current = undefined;
}

/** Runs a strategy again beside the page, so that the page stays quick; at most one at a time. */
export function useRerun() {
  const [state, setState] = useState<RerunState>({ kind: "idle" });
  const worker = useRef<Worker>(undefined);
  useEffect(() => () => end(worker), []);

  const start = (request: RerunRequest) => {
    end(worker);
    setState({ kind: "running", share: 0, stage: "Starting" });
    const started = new Worker(new URL("./rerun-worker.ts", import.meta.url), { type: "module" });
    worker.current = started;
    const finish = (finished: RerunState) => {
      if (worker.current !== started) return;
      end(worker);
      setState(finished);
    };
    started.onmessage = ({ data }: MessageEvent<RerunMessage>) => {
      if (data.kind === "progress") setState({ ...data, kind: "running" });
      else finish(data);
    };
    // The program itself did not come, or it could not be read.
    started.onerror = () => finish({ kind: "failed", reason: navigator.onLine ? "broken" : "offline" });
    started.postMessage(request);
  };
  const cancel = () => {
    end(worker);
    setState({ kind: "idle" });
  };
  return { state, start, cancel };
}
