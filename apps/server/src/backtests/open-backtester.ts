import { MessageChannel } from "node:worker_threads";
import type { OnProgress } from "@boltz/backtest";
import { MarketError } from "@boltz/contract";
import type { Backtester, ProofOutcome, ProofRequest, TrialOutcome, TrialRequest } from "@boltz/services";
import { Piscina } from "piscina";
import { z } from "zod";
import { type Answer, outcomeOf, type Task } from "./answer.ts";
import { createSlots } from "./slots.ts";

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
/** A thread that takes longer to begin is given up. */
const startMs = 60_000;
const newsMessage = z.object({ share: z.number(), stage: z.string() });

const isOutOfMemory = (error: unknown): boolean =>
  error instanceof Error && "code" in error && error.code === "ERR_WORKER_OUT_OF_MEMORY";

/** A call that is ended when its time is over; the time counts from the beginning of the work, not of the thread. */
const timed = (seconds: number) => {
  const overtime = new AbortController();
  let hasBegun = false;
  let timer = setTimeout(() => overtime.abort(), startMs);
  return {
    signal: overtime.signal,
    begin: (): void => {
      if (hasBegun) return;
      hasBegun = true;
      clearTimeout(timer);
      timer = setTimeout(() => overtime.abort(), seconds * 1_000);
    },
    end: (): void => clearTimeout(timer),
    isOver: (): boolean => hasBegun && overtime.signal.aborted,
  };
};

/** Threads that run one function, each call at most so long and with so much memory. */
const openPool = <Request, Outcome>(options: PoolOptions) => {
  const { name, seconds, threads } = options;
  const pool = new Piscina<Task<Request>, Answer<Outcome>>({
    filename: (options.worker ?? new URL("./worker.ts", import.meta.url)).href,
    ...{ name, minThreads: 0, maxThreads: threads, idleTimeout: idleMs },
    // Beside few young objects there is always room to end the thread, and not the process, when it is full.
    resourceLimits: { maxOldGenerationSizeMb: options.memoryMb ?? 512, maxYoungGenerationSizeMb: 16 },
    // What computes needs nothing of this process: neither its secrets nor its flags.
    ...{ env: {}, execArgv: [] },
  });
  pool.on("error", options.onIdleError);
  // The pool's own queue is not used: it forgets who waits when the last thread is ended.
  const slots = createSlots(threads);
  let isClosed = false;
  const runNow = async (request: Request, onProgress: OnProgress): Promise<Outcome> => {
    if (isClosed) throw new Error("this process is ending");
    const { port1: here, port2: news } = new MessageChannel();
    const time = timed(seconds);
    here.on("message", (message: unknown) => {
      const { share, stage } = newsMessage.parse(message);
      time.begin();
      if (stage !== "") onProgress(share, stage);
    });
    try {
      const options = { transferList: [news], signal: time.signal };
      return outcomeOf(await pool.run({ request, news }, options));
    } catch (error) {
      if (time.isOver() || isOutOfMemory(error)) throw new MarketError("backtest_limit", { cause: error });
      throw error;
    } finally {
      time.end();
      here.close();
    }
  };
  return {
    waiting: slots.waiting,
    run: (request: Request, onProgress: OnProgress) => slots.run(() => runNow(request, onProgress)),
    close: (): Promise<void> => {
      isClosed = true;
      return pool.destroy();
    },
  };
};

/**
 * Runs strategies on threads of this process. Proofs and authors' tries have threads of their own, so that
 * a night's proofs keep nobody waiting.
 */
export const openBacktester = (options: BacktesterOptions) => {
  const { threads, proofSeconds, trialSeconds, waitingTrials = 4 } = options;
  const proofs = openPool<ProofRequest, ProofOutcome>({ ...options, name: "prove", seconds: proofSeconds });
  const trials = openPool<TrialRequest, TrialOutcome>({ ...options, name: "tryOut", seconds: trialSeconds });
  const tryOut = async (request: TrialRequest): Promise<TrialOutcome> => {
    if (trials.waiting() >= threads * waitingTrials)
      throw new MarketError("rate_limited", { retryAfterSeconds: trialSeconds });
    return trials.run(request, () => {});
  };
  const backtester: Backtester = { prove: proofs.run, tryOut };
  const close = async (): Promise<void> => {
    await Promise.all([proofs.close(), trials.close()]);
  };
  return { backtester, close };
};
