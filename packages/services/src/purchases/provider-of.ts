import { MarketError, type ProviderName, providerNames } from "@boltz/contract";
import type { PaymentProvider } from "@boltz/providers";
import type { Context } from "../context.ts";

/** The adapter a purchase is paid through. Throws `provider_unavailable` where it is not configured now. */
export const providerOf = (ctx: Context, name: ProviderName | null): PaymentProvider => {
  const provider = name === null ? undefined : ctx.providers[name];
  if (provider === undefined) throw new MarketError("provider_unavailable");
  return provider;
};

export const configuredProviders = (ctx: Context): ProviderName[] =>
  providerNames.filter((name) => ctx.providers[name] !== undefined);
