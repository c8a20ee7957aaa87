import { z } from "zod";
import {
  type PayoutAccountRequest,
  type PayoutAccountState,
  type PayoutDetails,
  ProviderError,
} from "../port.ts";
import { collectionOf, notes } from "./answers.ts";
import { type Connection, inPath } from "./connection.ts";
import { RazorpayFault } from "./fault.ts";

const accountAnswer = z.object({
  id: z.string(),
  type: z.literal("route"),
  reference_id: z.string().nullish(),
  notes,
});

const stakeholderAnswer = z.object({ id: z.string(), entity: z.literal("stakeholder") });

const productAnswer = z.object({
  id: z.string(),
  product_name: z.literal("route"),
  account_id: z.string(),
  activation_status: z.enum([
    "requested",
    "under_review",
    "needs_clarification",
    "activated",
    "suspended",
    "rejected",
  ]),
  requirements: z
    .array(
      z.object({ field_reference: z.string(), reason_code: z.string(), description: z.string().nullish() }),
    )
    .nullish(),
});

type ProductAnswer = z.infer<typeof productAnswer>;

/** Where our own account id stands in full: Razorpay's `reference_id` has room for twenty characters. */
const accountIdNote = "account_id";
const longestReference = 20;

/**
 * A linked account, its holder, the Route product and the bank account, each step only where it was not done before:
 * nothing of this has an idempotency key, and any answer may have been lost.
 */
export async function createLinkedAccount(
  connection: Connection,
  request: PayoutAccountRequest,
): Promise<PayoutAccountState> {
  const { details, email } = request;
  if (details === null) throw new ProviderError("refused", "a bank account has to be named");
  if (request.country !== "IN") throw new ProviderError("refused", "Razorpay pays creators in India alone");
  const account = await makeOrFindAccount(connection, request, details);
  const { items: holders } = await connection.read(collectionOf(stakeholderAnswer), (sdk) =>
    sdk.stakeholders.all(account),
  );
  if (holders.length === 0) {
    await connection.write(stakeholderAnswer, (sdk) =>
      sdk.api.post(
        v2(`/accounts/${account}/stakeholders`, {
          name: details.legalName,
          email,
          relationship: { executive: true },
          kyc: { pan: details.pan },
        }),
      ),
    );
  }
  // Asking again for a product that was asked for before answers that one.
  const product = await connection.write(productAnswer, (sdk) =>
    sdk.products.requestProductConfiguration(account, { product_name: "route", tnc_accepted: true }),
  );
  const { accountNumber, ifsc, beneficiary } = details.bank;
  const productId = inPath(product.id);
  const configured = await connection.write(productAnswer, (sdk) =>
    sdk.api.patch(
      v2(`/accounts/${account}/products/${productId}`, {
        settlements: { account_number: accountNumber, ifsc_code: ifsc, beneficiary_name: beneficiary },
        tnc_accepted: true,
      }),
    ),
  );
  return toState(configured);
}

/** The SDK's types leave out the version that its code takes, and know other fields than the API. */
function v2<Data extends object>(url: string, data: Data) {
  return { version: "v2", url, data };
}

async function makeOrFindAccount(
  connection: Connection,
  request: PayoutAccountRequest,
  details: PayoutDetails,
): Promise<string> {
  const params = toAccountParams(request, details);
  return connection
    .write(accountAnswer, (sdk) => sdk.accounts.create(params))
    .then(
      ({ id }) => inPath(id),
      (refusal: unknown) => findOwnAccount(connection, request.accountId, refusal),
    );
}

/** There is no list of linked accounts: only the refusal of a second one says which the first was. */
async function findOwnAccount(connection: Connection, accountId: string, refusal: unknown): Promise<string> {
  const fault = refusal instanceof ProviderError ? refusal.cause : undefined;
  const existing =
    fault instanceof RazorpayFault ? fault.find(/already exists for account\W+(?:acc_)?(\w+)/i) : undefined;
  if (existing === undefined) throw refusal;
  const id = inPath(`acc_${existing}`);
  const found = await connection.read(accountAnswer, (sdk) => sdk.accounts.fetch(id));
  if (found.notes.get(accountIdNote) === accountId) return id;
  throw new ProviderError("refused", "another account at Razorpay has this e-mail address", {
    cause: refusal,
  });
}

function toAccountParams({ accountId, email }: PayoutAccountRequest, details: PayoutDetails) {
  return {
    email,
    phone: details.phone.replace(/\D/g, ""),
    type: "route",
    reference_id: accountId.slice(-longestReference),
    legal_business_name: details.legalName,
    business_type: "individual",
    // Razorpay takes letters, digits and spaces.
    contact_name: details.legalName.replace(/[^a-zA-Z0-9]+/g, " ").trim(),
    profile: {
      category: "it_and_software",
      subcategory: "saas",
      addresses: {
        registered: {
          street1: details.address.street,
          street2: details.address.city,
          city: details.address.city,
          state: details.address.state,
          postal_code: details.address.postalCode,
          country: "IN",
        },
      },
    },
    legal_info: { pan: details.pan },
    notes: { [accountIdNote]: accountId },
  };
}

/** Our reference names both the account and its product: neither can be looked up from the other. */
export async function getLinkedAccount(
  connection: Connection,
  reference: string,
): Promise<PayoutAccountState> {
  const { account, product } = readReference(reference);
  if (product === undefined) throw new ProviderError("refused", "the reference names no product");
  const answer = await connection.read(productAnswer, (sdk) => sdk.products.fetch(account, inPath(product)));
  return toState(answer);
}

/** The linked account in `acc_…:acc_prd_…`. */
export function linkedAccountOf(reference: string): string {
  return readReference(reference).account;
}

function readReference(reference: string): { account: string; product: string | undefined } {
  const [account = "", product] = reference.split(":");
  return { account: inPath(account), product };
}

function toState(product: ProductAnswer): PayoutAccountState {
  const status = {
    requested: "pending",
    under_review: "pending",
    needs_clarification: "onboarding",
    activated: "active",
    suspended: "restricted",
    rejected: "rejected",
  } as const;
  return {
    reference: `${product.account_id}:${product.id}`,
    status: status[product.activation_status],
    requirements: (product.requirements ?? []).map(
      ({ field_reference: field, reason_code: reason, description }) =>
        description ?? `${field}: ${reason.replaceAll("_", " ")}`,
    ),
  };
}
