import type { Core } from "../core.ts";
import { openTables, type RazorpayTables } from "./tables.ts";

export interface RazorpayOptions {
  webhookUrl: string;
  webhookSecret: string;
  keyId: string;
  keySecret: string;
  /** The RazorpayX account that payouts are made from; without it, there are only Route transfers. */
  accountNumber?: string;
}

/** What every part of the Razorpay emulator works with. */
export interface Razorpay extends RazorpayTables {
  core: Core;
  options: RazorpayOptions;
}

/** The marketplace's own account, as events and transfers name it. */
export const merchantAccountId = "acc_SandboxShop001";

export function openRazorpay(core: Core, options: RazorpayOptions): Razorpay {
  return { ...openTables(core.store), core, options };
}

/** All or nothing, and then its webhooks are sent. */
export function changeRazorpay<T>(rzp: Razorpay, work: () => T): T {
  const result = rzp.core.store.transaction(work);
  rzp.core.dispatcher.wake();
  return result;
}
