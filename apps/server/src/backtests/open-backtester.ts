import { MessageChannel, type MessagePort } from "node:worker_threads";
import { MarketError } from "@boltz/contract";
import type { Backtester, ProofOutcome, ProofRequest, TrialOutcome, TrialRequest } from "@boltz/services";
import { Piscina } from "piscina";
import { z } from "zod";
import { type Answer, outcomeOf } from "./answer.ts";
import { createSlots } from "./slots.ts";
import type { ProveTask } from "./worker.ts";

export interface BacktesterOptions {
  threads: number;
  proofSeconds: number;
  trialSeconds: number;
  /** Tries that may wait for each thread before others are refused. */
  waitingTrials?: number;
  memoryMb?: number;
  /** The module that exports `prove` and `tryOut`. */
  worker?: URL;
  /** Told of a thread that ended while it had nothing to do. */
  onIdleError(error: Error): void;
}

interface PoolOptions extends BacktesterOptions {
  name: "prove" | "tryOut";
  seconds: number;
}

const idleMs = 30_000;
const progressMessage = z.object({ share: z.number(), stage: z.string() });

const isOutOfMemory = (error: unknown): boolean =>
  error instanceof Error && "code" in error && error.code === "ERR_WORKER_OUT_OF_MEMORY";

/** Threads that run one function, each call at most so long and with so much memory. */
const openPool = <Task, Result>(options: PoolOptions) => {
  const { name, seconds, threads } = options;
  const pool = new Piscina<Task, Result>({
    filename: (options.worker ?? new URL("./worker.ts", import.meta.url)).href,
    ...{ name, minThreads: 0, maxThreads: threads, idleTimeout: idleMs },
    resourceLimits: { maxOldGenerationSizeMb: options.memoryMb ?? 512 },
    // What computes needs nothing of this process: neither its secrets nor its flags.
    ...{ env: {}, execArgv: [] },
  });
  pool.on("error", options.onIdleError);
  // The pool's own queue is not used: it forgets who waits when the last thread is ended.
  const slots = createSlots(threads);
  const runNow = async (task: Task, ports: MessagePort[]): Promise<Result> => {
    const overtime = new AbortController();
    const timer = setTimeout(() => overtime.abort(), seconds * 1_000);
    try {
      return await pool.run(task, { transferList: ports, signal: overtime.signal });
    } catch (error) {
      if (overtime.signal.aborted || isOutOfMemory(error))
        throw new MarketError("backtest_limit", { cause: error });
      throw error;
    } finally {
      clearTimeout(timer);
    }
  };
  return {
    waiting: slots.waiting,
    run: (task: Task, ports: MessagePort[] = []) => slots.run(() => runNow(task, ports)),
    close: () => pool.destroy(),
  };
};

/**
 * Runs strategies on threads of this process. Proofs and authors' tries have threads of their own, so that
 * a night's proofs keep nobody waiting.
 */
export const openBacktester = (options: BacktesterOptions) => {
  const proofs = openPool<ProveTask, Answer<ProofOutcome>>({
    ...options,
    name: "prove",
    seconds: options.proofSeconds,
  });
  const trials = openPool<TrialRequest, Answer<TrialOutcome>>({
    ...options,
    name: "tryOut",
    seconds: options.trialSeconds,
  });
  const mostWaiting = options.threads * (options.waitingTrials ?? 4);
  const prove = async (
    request: ProofRequest,
    onProgress: (share: number, stage: string) => void,
  ): Promise<ProofOutcome> => {
    const { port1: here, port2: there } = new MessageChannel();
    here.on("message", (message: unknown) => {
      const { share, stage } = progressMessage.parse(message);
      onProgress(share, stage);
    });
    try {
      return outcomeOf(await proofs.run({ request, progress: there }, [there]));
    } finally {
      here.close();
    }
  };
  const tryOut = async (request: TrialRequest): Promise<TrialOutcome> => {
    if (trials.waiting() >= mostWaiting)
      throw new MarketError("rate_limited", { retryAfterSeconds: options.trialSeconds });
    return outcomeOf(await trials.run(request));
  };
  const backtester: Backtester = { prove, tryOut };
  const close = async (): Promise<void> => {
    await Promise.all([proofs.close(), trials.close()]);
  };
  return { backtester, close };
};
