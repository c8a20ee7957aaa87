import { type Core, nowSeconds } from "../../core.ts";
import { newId } from "../../ids.ts";
import type { MovementRecord } from "../records.ts";

export const platform = "platform";

type NewMovement = Omit<MovementRecord, "id" | "createdSeconds" | "fee" | "description"> & { fee?: number };

/** Writes one line of the platform's book and moves its balance, inside a transaction. Answers the line's id. */
export function recordMovement(core: Core, movement: NewMovement): string {
  const record = {
    id: newId("txn"),
    createdSeconds: nowSeconds(core),
    fee: 0,
    description: null,
    ...movement,
  };
  core.store.stripe.movements.save(record);
  changeBalance(core, platform, record.currency, record.amount - record.fee);
  return record.id;
}

/** Money is available at once: waiting days for a card's money would only slow down whoever tries things. */
export function balanceOf(core: Core, holder: string, currency: string): number {
  return core.store.stripe.balances.find(`${holder}:${currency}`)?.amount ?? 0;
}

export function changeBalance(core: Core, holder: string, currency: string, by: number): void {
  const amount = balanceOf(core, holder, currency) + by;
  core.store.stripe.balances.save({ id: `${holder}:${currency}`, holder, currency, amount });
}
