export type { AccountStatus, Dashboard, DisputeOptions } from "./dashboard/dashboard.ts";
export type { Counters, Faults, SessionAlteration } from "./faults/faults.ts";
export type { FaultPatch, FaultSettings } from "./faults/settings.ts";
export type { PayOutcome } from "./payments/pay-session.ts";
export { type TestCard, testCards } from "./payments/test-cards.ts";
export type { RazorpayPayment, RazorpayPayOptions } from "./razorpay/pay-directly.ts";
export type { RazorpayOptions } from "./razorpay/razorpay.ts";
export { type Sandbox, type SandboxOptions, startSandbox } from "./sandbox.ts";
export type { MailRecord } from "./store/records.ts";
