import type Stripe from "stripe";
import type { AccountRecord } from "../records.ts";

export const includable = [
  "configuration.customer",
  "configuration.merchant",
  "configuration.recipient",
  "defaults",
  "future_requirements",
  "identity",
  "requirements",
] as const satisfies readonly Stripe.V2.Core.AccountRetrieveParams.Include[];
type Include = (typeof includable)[number];

type Account = Stripe.V2.Core.Account;
type Recipient = NonNullable<NonNullable<Account["configuration"]>["recipient"]>;
type Balance = NonNullable<NonNullable<Recipient["capabilities"]>["stripe_balance"]>;
type Capability = NonNullable<Balance["stripe_transfers"]>;
type Entry = NonNullable<NonNullable<Account["requirements"]>["entries"]>[number];

/** As Stripe does, it answers only those parts that were asked for. */
export function toAccountAnswer(account: AccountRecord, include: readonly Include[]): Account {
  const { contactEmail, displayName } = account;
  return {
    id: account.id,
    object: "v2.core.account",
    applied_configurations: ["recipient"],
    closed: false,
    created: account.createdIso,
    dashboard: account.dashboard,
    livemode: account.livemode,
    metadata: account.metadata,
    ...(contactEmail !== null && { contact_email: contactEmail }),
    ...(displayName !== null && { display_name: displayName }),
    ...(include.includes("configuration.recipient") && {
      configuration: { recipient: toRecipient(account) },
    }),
    ...(include.includes("defaults") && { defaults: toDefaults(account) }),
    ...(include.includes("identity") && { identity: toIdentity(account) }),
    ...(include.includes("requirements") && { requirements: toRequirements(account) }),
    ...(include.includes("future_requirements") && { future_requirements: { entries: [] } }),
  } satisfies Account;
}

function toRecipient(account: AccountRecord): Recipient {
  if (!account.receivesTransfers) return { applied: true };
  const stripe_transfers = capabilities[account.status];
  return { applied: true, capabilities: { stripe_balance: { stripe_transfers } } };
}

function toDefaults(account: AccountRecord): NonNullable<Account["defaults"]> {
  return {
    responsibilities: {
      fees_collector: account.feesCollector,
      losses_collector: account.lossesCollector,
      requirements_collector: "stripe",
    },
    ...(account.currency !== null && { currency: account.currency }),
  };
}

function toIdentity({ country, entityType }: AccountRecord): NonNullable<Account["identity"]> {
  return { ...(country !== null && { country }), ...(entityType !== null && { entity_type: entityType }) };
}

function toRequirements({ status }: AccountRecord): NonNullable<Account["requirements"]> {
  const entries = requirements[status];
  const [first] = entries;
  return {
    entries,
    ...(first !== undefined && { summary: { minimum_deadline: first.minimum_deadline } }),
  };
}

const capabilities = {
  onboarding: {
    status: "restricted",
    status_details: [{ code: "requirements_past_due", resolution: "provide_info" }],
  },
  pending: {
    status: "pending",
    status_details: [{ code: "requirements_pending_verification", resolution: "no_resolution" }],
  },
  active: { status: "active", status_details: [] },
  restricted: {
    status: "restricted",
    status_details: [{ code: "requirements_past_due", resolution: "provide_info" }],
  },
  rejected: {
    status: "rejected",
    status_details: [{ code: "rejected_other", resolution: "contact_stripe" }],
  },
} satisfies Record<AccountRecord["status"], Capability>;

const requirements = {
  onboarding: [
    "identity.individual.given_name",
    "identity.individual.surname",
    "identity.individual.date_of_birth",
    "configuration.recipient.default_outbound_destination",
  ].map((description) => toEntry({ description, from: "user", deadline: "currently_due" })),
  pending: [
    toEntry({
      description: "identity.individual.documents.primary_verification",
      from: "stripe",
      deadline: "currently_due",
    }),
  ],
  active: [],
  restricted: [
    {
      ...toEntry({
        description: "identity.individual.documents.primary_verification",
        from: "user",
        deadline: "past_due",
      }),
      errors: [
        {
          code: "verification_document_not_readable",
          description: "The document is not readable. Upload a sharper image of it.",
        },
      ],
      requested_reasons: [{ code: "routine_verification" }],
    },
  ],
  rejected: [],
} satisfies Record<AccountRecord["status"], Entry[]>;

interface Demand {
  description: string;
  from: "user" | "stripe";
  deadline: "currently_due" | "past_due";
}

function toEntry({ description, from, deadline: status }: Demand): Entry {
  return {
    awaiting_action_from: from,
    description,
    errors: [],
    impact: {
      restricts_capabilities: [
        {
          capability: "stripe_balance.stripe_transfers",
          configuration: "recipient",
          deadline: { status },
        },
      ],
    },
    minimum_deadline: { status },
    requested_reasons: [{ code: "routine_onboarding" }],
  };
}
