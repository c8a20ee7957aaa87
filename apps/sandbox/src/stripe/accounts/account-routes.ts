import type Stripe from "stripe";
import { z } from "zod";
import type { Core } from "../../core.ts";
import type { StripeRoutes } from "../operation.ts";
import { metadata, parseParams, webAddress } from "../params.ts";
import type { AccountLinkRecord, AccountRecord } from "../records.ts";
import { missing } from "../wire-error.ts";
import { includable, toAccountAnswer } from "./account-answer.ts";
import { createAccount, createAccountLink } from "./accounts.ts";

const include = z.array(z.enum(includable)).default([]);
const requested = z.strictObject({ requested: z.boolean() });

const createParams = z.strictObject({
  contact_email: z.email().optional(),
  display_name: z.string().min(1).max(500).optional(),
  dashboard: z.enum(["express", "full", "none"]).default("none"),
  identity: z
    .strictObject({
      country: z.string().length(2).toLowerCase().optional(),
      entity_type: z.enum(["company", "government_entity", "individual", "non_profit"]).optional(),
    })
    .default({}),
  defaults: z
    .strictObject({
      currency: z.string().length(3).toLowerCase().optional(),
      responsibilities: z
        .strictObject({
          fees_collector: z.enum(["application", "application_custom", "application_express", "stripe"]),
          losses_collector: z.enum(["application", "stripe"]),
        })
        .optional(),
    })
    .default({}),
  configuration: z
    .strictObject({
      recipient: z.strictObject({
        capabilities: z
          .strictObject({
            stripe_balance: z.strictObject({ stripe_transfers: requested.optional() }).optional(),
          })
          .optional(),
      }),
    })
    .optional(),
  metadata,
  include,
});

const pages = z.strictObject({
  refresh_url: webAddress,
  return_url: webAddress.optional(),
  collection_options: z
    .strictObject({
      fields: z.enum(["currently_due", "eventually_due"]).optional(),
      future_requirements: z.enum(["include", "omit"]).optional(),
    })
    .optional(),
});
const linkParams = z.strictObject({
  account: z.string().min(1),
  use_case: z.discriminatedUnion("type", [
    z.strictObject({ type: z.literal("account_onboarding"), account_onboarding: pages }),
    z.strictObject({ type: z.literal("account_update"), account_update: pages }),
  ]),
});

export function addAccountRoutes(core: Core, { get, postJson }: StripeRoutes): void {
  const find = (id: string, param: string): AccountRecord => {
    const account = core.store.stripe.accounts.find(id);
    if (account === undefined) throw missing("account", id, param);
    return account;
  };

  postJson("/v2/core/accounts", "account", (input) => {
    const params = parseParams(createParams, input);
    const capabilities = params.configuration?.recipient.capabilities;
    const account = createAccount(core, {
      contactEmail: params.contact_email ?? null,
      displayName: params.display_name ?? null,
      country: params.identity.country ?? null,
      entityType: params.identity.entity_type ?? null,
      dashboard: params.dashboard,
      currency: params.defaults.currency ?? null,
      feesCollector: params.defaults.responsibilities?.fees_collector ?? "stripe",
      lossesCollector: params.defaults.responsibilities?.losses_collector ?? "stripe",
      receivesTransfers: capabilities?.stripe_balance?.stripe_transfers?.requested ?? false,
      metadata: params.metadata,
    });
    return toAccountAnswer(account, params.include);
  });

  get("/v2/core/accounts/:id", "accounts", (form, id) => {
    const params = parseParams(z.strictObject({ include }), form);
    return toAccountAnswer(find(id, "id"), params.include);
  });

  postJson("/v2/core/account_links", "accountLink", (input) => {
    const { account: accountId, use_case: useCase } = parseParams(linkParams, input);
    const account = find(accountId, "account");
    const { return_url: returnUrl = null, refresh_url: refreshUrl } =
      useCase.type === "account_onboarding" ? useCase.account_onboarding : useCase.account_update;
    const link = createAccountLink(core, { accountId, returnUrl, refreshUrl });
    return toLinkAnswer(core, account, link, useCase.type);
  });
}

function toLinkAnswer(
  core: Core,
  account: AccountRecord,
  link: AccountLinkRecord,
  type: "account_onboarding" | "account_update",
): Stripe.V2.Core.AccountLink {
  const { returnUrl, refreshUrl } = link;
  const pages = { refresh_url: refreshUrl, ...(returnUrl !== null && { return_url: returnUrl }) };
  return {
    object: "v2.core.account_link",
    account: account.id,
    created: core.clock().toISOString(),
    expires_at: link.expiresAtIso,
    livemode: account.livemode,
    url: `${core.publicUrl}/onboarding/${link.id}`,
    use_case: { type, [type]: pages },
  } satisfies Stripe.V2.Core.AccountLink;
}
