import { z } from "zod";
import { razorpayOperations } from "../razorpay/operations.ts";

/** What the API can be asked for. A plural reads, one or a list of them; a singular writes. */
export const apiOperations = [
  "create",
  "retrieve",
  "expire",
  "intent",
  "event",
  "charges",
  "refund",
  "refunds",
  "dispute",
  "disputes",
  "transfer",
  "transfers",
  "reversal",
  "account",
  "accounts",
  "accountLink",
  "balance",
  ...razorpayOperations,
] as const;
export type ApiOperation = (typeof apiOperations)[number];

const count = z.int().nonnegative().max(1_000_000);

/** Everything that can be made to go wrong. A plain sandbox has the defaults. */
export const faultSettings = z.strictObject({
  /** Which API operation the ones up to `dropEvery` strike; null for every one. */
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
  /** The answer of every so-manieth request that was carried out is lost likewise; 0 for none. */
  dropEvery: count,
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
  /** How far the sandbox's clock is ahead of the true one, or behind it. */
  clockOffsetMs: z.int(),
  /** New refunds answer that they are pending, until they are settled by hand. */
  refundsPend: z.boolean(),
  /** What reaches a creator's account is at his bank at once, so that no transfer can be reversed. */
  accountsPayOutAtOnce: z.boolean(),
  /** The code with which new transfers to creators are refused. */
  payoutFailure: z.string().min(1).nullable(),
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
  dropEvery: 0,
  webhooks: "send",
  webhookCopies: 1,
  livemode: false,
  amountDelta: 0,
  payBeforeAnswer: null,
  clockOffsetMs: 0,
  refundsPend: false,
  accountsPayOutAtOnce: false,
  payoutFailure: null,
};

export const faultPatch = faultSettings.partial();
export type FaultPatch = z.infer<typeof faultPatch>;

/** The settings in force, and how often the API was called. */
export interface FaultState {
  settings: FaultSettings;
  requests: Record<ApiOperation, number>;
  /** Requests since `dropEvery` last took an answer. */
  sinceDrop: number;
}

export function createFaultState(): FaultState {
  return { settings: { ...noFaults }, requests: noRequests(), sinceDrop: 0 };
}

const counts = z.record(z.enum(apiOperations), z.int());

function noRequests(): FaultState["requests"] {
  return counts.parse(Object.fromEntries(apiOperations.map((name) => [name, 0])));
}

export function resetFaultState(state: FaultState): void {
  state.settings = { ...noFaults };
  state.requests = noRequests();
  state.sinceDrop = 0;
}

type Countdown = "failNext" | "rateLimitNext" | "dropNext";

function strikes({ settings }: FaultState, operation: ApiOperation): boolean {
  return settings.only === null || settings.only === operation;
}

/** Takes one off a countdown that strikes this operation; false once it has run out. */
export function takeFault(state: FaultState, countdown: Countdown, operation: ApiOperation): boolean {
  if (!strikes(state, operation) || state.settings[countdown] === 0) return false;
  state.settings[countdown] -= 1;
  return true;
}

export function delayMsFor(state: FaultState, operation: ApiOperation): number {
  return strikes(state, operation) ? state.settings.delayMs : 0;
}

/** Whether the answer to this request, which was carried out, gets lost on its way. */
export function losesAnswer(state: FaultState, operation: ApiOperation): boolean {
  if (takeFault(state, "dropNext", operation)) return true;
  const { dropEvery } = state.settings;
  if (dropEvery === 0 || !strikes(state, operation)) return false;
  state.sinceDrop += 1;
  if (state.sinceDrop < dropEvery) return false;
  state.sinceDrop = 0;
  return true;
}
