import type { Money } from "@boltz/contract";
import { z } from "zod";
import { ProviderError } from "../port.ts";
import { fromStripeAmount } from "./amounts.ts";
import { type CallKind, toProviderError } from "./failure.ts";

/** Our own ids, where we put them on an object of Stripe. */
export const metadata = z.record(z.string(), z.string()).nullish();

/** An amount as Stripe counts it, or a moment in seconds. */
export const natural = z.int().nonnegative();

/** Makes one SDK call; its answer stays unknown until `readAnswer` has looked at it. */
export async function call(kind: CallKind, send: () => Promise<unknown>): Promise<unknown> {
  try {
    return await send();
  } catch (error) {
    throw toProviderError(error, kind);
  }
}

/** Every page of a list, in Stripe's order: the newest first. */
export async function callForAll(list: () => AsyncIterable<unknown>): Promise<unknown[]> {
  const all: unknown[] = [];
  await call("read", async () => {
    for await (const item of list()) all.push(item);
  });
  return all;
}

export function readAnswer<T>(schema: z.ZodType<T>, answer: unknown): T {
  const parsed = schema.safeParse(answer);
  if (parsed.success) return parsed.data;
  const paths = parsed.error.issues.map((issue) => issue.path.join(".") || "(body)").join(", ");
  throw new ProviderError("unknown", `Stripe answered with another shape than expected at: ${paths}`, {
    cause: parsed.error,
  });
}

export function readMoney(answer: { id: string; amount: number; currency: string }): Money {
  const money = fromStripeAmount(answer.amount, answer.currency);
  if (money !== undefined) return money;
  throw new ProviderError("unknown", `${answer.id} is in a currency in which nothing is sold here`);
}

/** The payment as every port method names it: the intent, or the bare charge of a payment not made by us. */
export function readPaymentReference(answer: {
  id: string;
  payment_intent: string | null;
  charge: string | null;
}): string {
  const reference = answer.payment_intent ?? answer.charge;
  if (reference !== null) return reference;
  throw new ProviderError("unknown", `${answer.id} names no payment`);
}

export function fromSeconds(seconds: number): Date {
  return new Date(seconds * 1000);
}
