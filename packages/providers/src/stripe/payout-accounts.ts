import type Stripe from "stripe";
import { z } from "zod";
import type { PayoutAccountRequest, PayoutAccountState, PayoutRail } from "../port.ts";
import { call, readAnswer } from "./answer.ts";

const include = ["configuration.recipient", "requirements"] as const;

const requirement = z.object({
  awaiting_action_from: z.enum(["user", "stripe"]),
  description: z.string(),
  errors: z.array(z.unknown()),
  minimum_deadline: z.object({ status: z.enum(["currently_due", "eventually_due", "past_due"]) }),
  requested_reasons: z.array(z.object({ code: z.string() })),
});

const capability = z.object({
  status: z.enum(["active", "pending", "restricted", "unsupported", "rejected"]),
});

const accountAnswer = z.object({
  id: z.string(),
  object: z.literal("v2.core.account"),
  closed: z.boolean().nullish(),
  configuration: z.object({
    recipient: z.object({
      capabilities: z
        .object({ stripe_balance: z.object({ stripe_transfers: capability.nullish() }).nullish() })
        .nullish(),
    }),
  }),
  requirements: z.object({ entries: z.array(requirement).nullish() }).nullish(),
});

type AccountAnswer = z.infer<typeof accountAnswer>;
type Requirement = z.infer<typeof requirement>;

const linkAnswer = z.object({ object: z.literal("v2.core.account_link"), url: z.string() });

export function payoutAccountCalls(
  stripe: Stripe,
): Pick<PayoutRail, "createAccount" | "getAccount" | "onboardingLink"> {
  return {
    async createAccount(request) {
      const { idempotencyKey } = request;
      const params = toAccountParams(request);
      return toAccountState(
        await call("write", () => stripe.v2.core.accounts.create(params, { idempotencyKey })),
      );
    },

    async getAccount(reference) {
      return toAccountState(
        await call("read", () => stripe.v2.core.accounts.retrieve(reference, { include: [...include] })),
      );
    },

    // Each link is good for one visit: a new one is wanted every time, so no key is kept.
    async onboardingLink({ reference, returnUrl, refreshUrl }) {
      const params: Stripe.V2.Core.AccountLinkCreateParams = {
        account: reference,
        use_case: {
          type: "account_onboarding",
          account_onboarding: { return_url: returnUrl, refresh_url: refreshUrl },
        },
      };
      return readAnswer(linkAnswer, await call("write", () => stripe.v2.core.accountLinks.create(params)))
        .url;
    },
  };
}

/** The platform sells and pays Stripe; the creator only receives. */
function toAccountParams(request: PayoutAccountRequest): Stripe.V2.Core.AccountCreateParams {
  return {
    contact_email: request.email,
    display_name: request.displayName,
    identity: { country: request.country },
    dashboard: "express",
    configuration: {
      recipient: { capabilities: { stripe_balance: { stripe_transfers: { requested: true } } } },
    },
    defaults: { responsibilities: { fees_collector: "application", losses_collector: "application" } },
    metadata: { account_id: request.accountId },
    include: [...include],
  };
}

function toAccountState(answer: unknown): PayoutAccountState {
  const account = readAnswer(accountAnswer, answer);
  const due = (account.requirements?.entries ?? []).filter(isDueFromCreator);
  return {
    reference: account.id,
    status: toStatus(account, due),
    requirements: [...new Set(due.map((entry) => entry.description))],
  };
}

function toStatus(account: AccountAnswer, due: Requirement[]): PayoutAccountState["status"] {
  if (account.closed === true) return "rejected";
  const capabilities = account.configuration.recipient.capabilities;
  const status = capabilities?.stripe_balance?.stripe_transfers?.status ?? "restricted";
  switch (status) {
    case "active":
      return "active";
    case "pending":
      return due.length === 0 ? "pending" : "onboarding";
    case "restricted":
      return due.some(wasNeverGiven) ? "onboarding" : "restricted";
    case "unsupported":
    case "rejected":
      return "rejected";
  }
}

function isDueFromCreator(entry: Requirement): boolean {
  return entry.awaiting_action_from === "user" && entry.minimum_deadline.status !== "eventually_due";
}

/** Asked for by the first onboarding, and not handed in yet: what was handed in and refused bears an error. */
function wasNeverGiven(entry: Requirement): boolean {
  return (
    entry.errors.length === 0 && entry.requested_reasons.some(({ code }) => code === "routine_onboarding")
  );
}
