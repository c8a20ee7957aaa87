import { z } from "zod";

export const apiOperations = ["create", "retrieve", "expire", "intent", "event"] as const;
export type ApiOperation = (typeof apiOperations)[number];

const count = z.int().nonnegative().max(1_000_000);

/** Everything that can be made to go wrong. A plain sandbox has the defaults. */
export const faultSettings = z.strictObject({
  /** Which API operation the four below strike; null for every one. */
  only: z.enum(apiOperations).nullable(),
  /** How late every answer comes; the work itself is done at once. */
  delayMs: z.int().min(0).max(120_000),
  /** So many next requests are answered with `failStatus` before anything is done. */
  failNext: count,
  failStatus: z.int().min(500).max(599),
  /** So many next requests are answered 429 before anything is done. */
  rateLimitNext: count,
  retryAfterSeconds: z.int().min(0).max(3600),
  /** So many next requests are carried out, then the connection is cut instead of an answer. */
  dropNext: count,
  /** `hold` keeps new webhooks back until they are released; `lose` never sends them. */
  webhooks: z.enum(["send", "hold", "lose"]),
  /** Every event is sent so many times at once. */
  webhookCopies: z.int().min(1).max(100),
  /** New sessions and their events say that they are live. */
  livemode: z.boolean(),
  /** New sessions cost so much more, in the currency's smallest unit, than was asked for. */
  amountDelta: z.int(),
  /** A card with which every new session is paid, and its webhook delivered, before `create` answers. */
  payBeforeAnswer: z.string().nullable(),
});
export type FaultSettings = z.infer<typeof faultSettings>;

const noFaults: FaultSettings = {
  only: null,
  delayMs: 0,
  failNext: 0,
  failStatus: 500,
  rateLimitNext: 0,
  retryAfterSeconds: 1,
  dropNext: 0,
  webhooks: "send",
  webhookCopies: 1,
  livemode: false,
  amountDelta: 0,
  payBeforeAnswer: null,
};

export const faultPatch = faultSettings.partial();
export type FaultPatch = z.infer<typeof faultPatch>;

/** The settings in force, and how often the API was called. */
export interface FaultState {
  settings: FaultSettings;
  requests: Record<ApiOperation, number>;
}

const noRequests = (): FaultState["requests"] => ({ create: 0, retrieve: 0, expire: 0, intent: 0, event: 0 });

export function createFaultState(): FaultState {
  return { settings: { ...noFaults }, requests: noRequests() };
}

export function resetFaultState(state: FaultState): void {
  state.settings = { ...noFaults };
  state.requests = noRequests();
}

type Countdown = "failNext" | "rateLimitNext" | "dropNext";

/** Takes one off a countdown that strikes this operation; false once it has run out. */
export function takeFault(state: FaultState, countdown: Countdown, operation: ApiOperation): boolean {
  const { only } = state.settings;
  if ((only !== null && only !== operation) || state.settings[countdown] === 0) return false;
  state.settings[countdown] -= 1;
  return true;
}

export function delayMsFor(state: FaultState, operation: ApiOperation): number {
  const { only, delayMs } = state.settings;
  return only === null || only === operation ? delayMs : 0;
}
