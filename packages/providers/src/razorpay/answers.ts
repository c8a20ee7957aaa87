import { currencies, currency, type Money } from "@boltz/contract";
import { z } from "zod";
import { ProviderError } from "../port.ts";

export const minor = z.int().nonnegative();

export const seconds = z.int().positive();

/** Razorpay writes a map without entries as an empty list. */
export const notes = z
  .union([z.record(z.string(), z.unknown()), z.array(z.unknown()), z.null()])
  .optional()
  .transform((value) => {
    const own = value === undefined || value === null || Array.isArray(value) ? [] : Object.entries(value);
    return new Map(own.filter((entry): entry is [string, string] => typeof entry[1] === "string"));
  });

export const collectionOf = <Item extends z.ZodType>(item: Item) =>
  z.object({ entity: z.literal("collection"), items: z.array(item) });

/** The most that Razorpay gives in one page of any list. */
export const pageSize = 100;

/** Every item of a list, page by page. */
export async function* pagesOf<Item>(
  fetchPage: (page: { count: number; skip: number }) => Promise<{ items: Item[] }>,
): AsyncGenerator<Item> {
  for (let skip = 0; ; skip += pageSize) {
    const { items } = await fetchPage({ count: pageSize, skip });
    yield* items;
    if (items.length < pageSize) return;
  }
}

export function moneyOf(amount: number, code: string): Money {
  const known = currency.safeParse(code.toUpperCase());
  if (known.success) return { amountMinor: String(amount), currency: known.data };
  throw new ProviderError("unknown", "Razorpay names a currency in which nothing is sold here");
}

/** Razorpay counts in the minor units of ISO 4217, as we do. */
export function chargeable(price: Money): number {
  const { maximumMinor, step } = currencies[price.currency];
  const amount = BigInt(price.amountMinor);
  if (amount <= 0n || amount > maximumMinor || amount % step !== 0n) {
    throw new ProviderError("refused", `${amount} minor units of ${price.currency} cannot be charged`);
  }
  return Number(amount);
}

/** Amounts that leave our balance: at least one rupee, and nothing but rupees. */
export function payableInRupees(amount: Money): number {
  const paise = Number(amount.amountMinor);
  if (amount.currency === "INR" && Number.isSafeInteger(paise) && paise >= 100) return paise;
  throw new ProviderError("refused", "Razorpay pays out whole rupees and more, in INR alone");
}
