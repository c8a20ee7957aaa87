import { z } from "zod";
import type { Core } from "../core.ts";
import { expire } from "../payments/expire-session.ts";
import { settleSession } from "../payments/settle-session.ts";
import {
  type ApiOperation,
  type FaultPatch,
  type FaultSettings,
  faultSettings,
  resetFaultState,
} from "./settings.ts";

export const sessionAlteration = z.strictObject({
  amountTotal: z.int().positive().optional(),
  currency: z.string().length(3).toLowerCase().optional(),
  livemode: z.boolean().optional(),
  clientReferenceId: z.string().nullable().optional(),
});
export type SessionAlteration = z.input<typeof sessionAlteration>;

export interface Counters {
  /** How many sessions were made for each `client_reference_id`. */
  sessionsByReference: Record<string, number>;
  /** How often each session was charged. */
  chargesBySession: Record<string, number>;
  /** Calls since the start or the last reset, refused and failed ones included. */
  requests: Record<ApiOperation, number>;
  /** Webhooks sent since the start, repetitions included. */
  webhookAttempts: number;
}

/** The switches, for tests in the same process; `/_faults` has the same over HTTP. */
export interface Faults {
  read(): FaultSettings;
  set(patch: FaultPatch): void;
  /** Everything works again, and requests are counted from zero. */
  reset(): void;
  counters(): Counters;
  /** Sends what `webhooks: "hold"` kept back, and holds no more; `reversed` sends the newest first. */
  release(options?: { reversed?: boolean }): Promise<void>;
  /** When every webhook that is to be sent was taken by the receiver. */
  settled(): Promise<void>;
  /** Changes what a session says from now on, whether it is paid or not. */
  alter(sessionId: string, change: SessionAlteration): void;
  expire(sessionId: string): void;
  /** Ends an asynchronous payment that is under way. */
  settle(sessionId: string, result: "succeeded" | "failed"): void;
}

export function createFaults(core: Core): Faults {
  return {
    read: () => ({ ...core.faults.settings }),
    set(patch) {
      core.faults.settings = faultSettings.parse({ ...core.faults.settings, ...patch });
    },
    reset: () => resetFaultState(core.faults),
    counters: () => countAll(core),
    release: (options) => core.dispatcher.release({ reversed: options?.reversed ?? false }),
    settled: () => core.dispatcher.settled(),
    alter: (sessionId, change) => alterSession(core, sessionId, sessionAlteration.parse(change)),
    expire(sessionId) {
      core.store.transaction(() => {
        const session = core.store.sessions.find(sessionId);
        if (session?.status !== "open") throw new Error(`there is no open session ${sessionId}`);
        expire(core, session);
      });
      core.dispatcher.wake();
    },
    settle(sessionId, result) {
      if (!settleSession(core, sessionId, result)) throw new Error(`no payment of ${sessionId} is under way`);
    },
  };
}

const everything = 1_000_000;

function countAll(core: Core): Counters {
  const { sessions, charges } = core.store;
  return {
    sessionsByReference: countBy(
      sessions.latest(everything).map((session) => session.clientReferenceId ?? ""),
    ),
    chargesBySession: countBy(charges.latest(everything).map((charge) => charge.sessionId)),
    requests: { ...core.faults.requests },
    webhookAttempts: core.dispatcher.attempts(),
  };
}

function countBy(keys: readonly string[]): Record<string, number> {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return Object.fromEntries(counts);
}

function alterSession(core: Core, sessionId: string, change: z.output<typeof sessionAlteration>): void {
  core.store.transaction(() => {
    const session = core.store.sessions.find(sessionId);
    if (session === undefined) throw new Error(`there is no session ${sessionId}`);
    const altered = {
      ...session,
      amountTotal: change.amountTotal ?? session.amountTotal,
      currency: change.currency ?? session.currency,
      livemode: change.livemode ?? session.livemode,
      clientReferenceId:
        change.clientReferenceId === undefined ? session.clientReferenceId : change.clientReferenceId,
    };
    core.store.sessions.save(altered);
    const intent = session.intentId === null ? undefined : core.store.intents.find(session.intentId);
    if (intent === undefined) return;
    const { amountTotal: amount, currency, livemode } = altered;
    const amountReceived = intent.status === "succeeded" ? amount : 0;
    core.store.intents.save({ ...intent, amount, amountReceived, currency, livemode });
  });
}
