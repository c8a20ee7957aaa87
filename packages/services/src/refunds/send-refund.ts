import { MarketError } from "@boltz/contract";
import type { Transaction } from "@boltz/db";
import { purchases, refunds } from "@boltz/db/schema";
import { type PaymentProvider, ProviderError, type RefundRequest, type RefundState } from "@boltz/providers";
import { eq } from "drizzle-orm";
import type { Call, Context } from "../context.ts";
import { endOp, takeOp } from "../provider-ops/take-op.ts";
import { providerOf } from "../purchases/provider-of.ts";
import type { JobPayload } from "../queue.ts";
import { applyRefundOutcome, type RefundOutcome, refundCall } from "./apply-refund.ts";
import type { RefundRow } from "./returned-state.ts";
import { syncRefund } from "./sync-refund.ts";

/**
 * Makes a planned refund at the provider, with the key that was stored before, or asks what became of
 * one that is on its way. Of several callers one asks. Throws where the outcome is not known; asked again
 * it goes on with the same key.
 */
export const sendRefund = async ({ ctx, input }: Call<JobPayload<"send-refund">>): Promise<void> => {
  const { refundId } = input;
  const found = await ctx.database.withActor(ctx.actor, (tx) => findRefund(tx, refundId));
  if (found === undefined) throw new MarketError("not_found");
  const { refund, paymentReference } = found;
  if (refund.status !== "planned" && refund.status !== "pending") return;
  const provider = providerOf(ctx, refund.provider);
  if (refund.providerReference !== null)
    return applyRefundOutcome(ctx, refundId, await provider.getRefund(refund.providerReference));
  const taken = await ctx.database.withActor(ctx.actor, (tx) => takeOp(tx, refundCall(refundId)));
  if (taken.turn !== "call") return;
  const isAgain = taken.op.attempts > 1;
  const outcome = await createRefund(ctx, provider, isAgain, {
    idempotencyKey: taken.op.idempotencyKey,
    refundId,
    purchaseId: refund.purchaseId,
    paymentReference,
    amount: { amountMinor: refund.amountMinor.toString(), currency: refund.currency },
  });
  await applyRefundOutcome(ctx, refundId, outcome);
};

const findRefund = async (
  tx: Transaction,
  refundId: RefundRow["id"],
): Promise<{ refund: RefundRow; paymentReference: string } | undefined> => {
  const [row] = await tx
    .select({ refund: refunds, paymentReference: purchases.paymentReference })
    .from(refunds)
    .innerJoin(purchases, eq(purchases.id, refunds.purchaseId))
    .where(eq(refunds.id, refundId));
  if (row === undefined) return undefined;
  if (row.paymentReference === null) throw new Error(`${row.refund.purchaseId} was never paid`);
  return { refund: row.refund, paymentReference: row.paymentReference };
};

/** Asked again, it looks first: providers forget keys after a day, and would make it twice. */
const createRefund = async (
  ctx: Context,
  provider: PaymentProvider,
  isAgain: boolean,
  request: RefundRequest & { refundId: RefundRow["id"] },
): Promise<RefundOutcome> => {
  try {
    const made = isAgain
      ? findOurs(await provider.listRefunds(request.paymentReference), request)
      : undefined;
    return made ?? (await provider.createRefund(request));
  } catch (error) {
    try {
      if (isFinal(error)) return (await findMade(ctx, provider, request)) ?? refusedBy(error);
    } catch (fault) {
      await recordFault(ctx, request.refundId, fault);
      throw fault;
    }
    await recordFault(ctx, request.refundId, error);
    throw error;
  }
};

const findOurs = (made: readonly RefundState[], { refundId }: RefundRequest) =>
  made.find((state) => state.refundId === refundId);

const isFinal = (error: unknown): error is ProviderError =>
  error instanceof ProviderError && (error.failure === "refused" || error.failure === "conflict");

const refusedBy = ({ message }: ProviderError): RefundOutcome => ({
  reference: null,
  status: "failed",
  failure: message,
});

/**
 * A refusal may follow an answer that was lost: the refund may have been made before. It may also say
 * that somebody else gave the money back, which is taken over then.
 */
const findMade = async (
  ctx: Context,
  provider: PaymentProvider,
  request: RefundRequest,
): Promise<RefundOutcome | undefined> => {
  const made = await provider.listRefunds(request.paymentReference);
  const ours = findOurs(made, request);
  if (ours !== undefined) return ours;
  for (const { reference } of made) await syncRefund({ ctx, input: { provider: provider.name, reference } });
  return undefined;
};

const recordFault = (ctx: Context, refundId: RefundRow["id"], error: unknown) =>
  ctx.database.withActor(ctx.actor, (tx) =>
    endOp(tx, refundCall(refundId), {
      state: "unknown",
      error: error instanceof ProviderError ? error.failure : "unknown",
    }),
  );
