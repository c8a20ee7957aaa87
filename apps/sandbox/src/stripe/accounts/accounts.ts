import { randomBytes } from "node:crypto";
import type { Core } from "../../core.ts";
import type { AccountStatus } from "../../dashboard/dashboard.ts";
import { newId } from "../../ids.ts";
import { emitStripe } from "../emit.ts";
import type { AccountLinkRecord, AccountRecord } from "../records.ts";

const linkMinutes = 10;

export type NewAccount = Omit<AccountRecord, "id" | "createdIso" | "livemode" | "status">;

/** Inside a transaction. */
export function createAccount(core: Core, order: NewAccount): AccountRecord {
  const account: AccountRecord = {
    ...order,
    id: newId("acct"),
    createdIso: core.clock().toISOString(),
    livemode: core.faults.settings.livemode,
    status: "onboarding",
  };
  core.store.stripe.accounts.save(account);
  return account;
}

/** Inside a transaction. */
export function setAccountStatus(core: Core, account: AccountRecord, status: AccountStatus): void {
  if (account.status === status) return;
  const changed: AccountRecord = { ...account, status };
  core.store.stripe.accounts.save(changed);
  const objectType = "v2.core.account";
  emitStripe(core, { type: "v2.core.account[requirements].updated", objectType, object: changed });
  emitStripe(core, {
    type: "v2.core.account[configuration.recipient].capability_status_updated",
    objectType,
    object: changed,
  });
}

/** Inside a transaction. */
export function createAccountLink(
  core: Core,
  order: Pick<AccountLinkRecord, "accountId" | "returnUrl" | "refreshUrl">,
): AccountLinkRecord {
  const link: AccountLinkRecord = {
    ...order,
    id: randomBytes(24).toString("base64url"),
    expiresAtIso: new Date(core.clock().getTime() + linkMinutes * 60_000).toISOString(),
    isUsed: false,
  };
  core.store.stripe.accountLinks.save(link);
  return link;
}

/** A link leads to the form once; then, and after its time, it leads back to where a new one is made. */
export function isLinkOver(core: Core, link: AccountLinkRecord): boolean {
  return link.isUsed || core.clock().getTime() >= Date.parse(link.expiresAtIso);
}

/** What the creator handed in, and what Stripe made of it. */
export function finishOnboarding(core: Core, linkId: string, status: AccountStatus): void {
  core.store.transaction(() => {
    const { accounts, accountLinks } = core.store.stripe;
    const link = accountLinks.find(linkId);
    const account = link === undefined ? undefined : accounts.find(link.accountId);
    if (link === undefined || account === undefined || isLinkOver(core, link)) return;
    accountLinks.save({ ...link, isUsed: true });
    setAccountStatus(core, account, status);
  });
  core.dispatcher.wake();
}
