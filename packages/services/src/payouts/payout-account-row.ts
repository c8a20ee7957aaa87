import { type Currency, currencies, type PayoutAccountView, type ProviderName } from "@boltz/contract";
import type { payoutAccounts } from "@boltz/db/schema";

export type PayoutAccountRow = typeof payoutAccounts.$inferSelect;

export const toPayoutAccountView = (row: PayoutAccountRow): PayoutAccountView => ({
  id: row.id,
  provider: row.provider,
  status: row.status,
  country: row.country,
  requirements: row.requirements,
  heldUntil: row.heldUntil?.toISOString() ?? null,
  createdAt: row.createdAt.toISOString(),
});

/**
 * Which of a creator's current accounts a currency is paid to: that of the preferred provider among
 * those that are configured, one that can be paid to before one that cannot.
 */
export const accountFor = (
  accounts: readonly PayoutAccountRow[],
  currency: Currency,
  configured: readonly ProviderName[],
): PayoutAccountRow | null => {
  const usable = currencies[currency].rails
    .filter((provider) => configured.includes(provider))
    .flatMap((provider) => accounts.filter((account) => account.provider === provider));
  return usable.find((account) => account.status === "active") ?? usable[0] ?? null;
};
