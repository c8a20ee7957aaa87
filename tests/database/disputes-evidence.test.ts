import type { DisputeId } from "@boltz/contract";
import { idFromUuid, uuidFromId } from "@boltz/db";
import type { Person } from "@boltz/domain";
import { type EvidenceRequest, type PaymentProvider, ProviderError } from "@boltz/providers";
import {
  getDisputeEvidence,
  installStrategy,
  openBundle,
  submitDisputeEvidence,
  syncDispute,
} from "@boltz/services";
import { describe, expect, test } from "vitest";
import { type Sale, useReturns } from "../support/returns.ts";

const market = useReturns();
const { stack, job, buy, person, settle, stateOf, disputesOf, auditOf, stored } = market;

const disputed = async (provider: "stripe" | "razorpay" = "stripe") => {
  const sale = await buy({ provider });
  const reference = stack().sandbox.dashboard.openDispute(sale.paymentReference);
  await settle();
  const [row] = await stored<{ id: string }>("SELECT id FROM disputes WHERE provider_reference = $1", [
    reference,
  ]);
  return { sale, reference, disputeId: idFromUuid("dsp", row?.id ?? "") };
};

const submit = (who: Person, disputeId: DisputeId) =>
  submitDisputeEvidence({ ctx: stack().as(who), input: { disputeId } });

const read = (who: Person, disputeId: DisputeId) =>
  getDisputeEvidence({ ctx: stack().as(who), input: { disputeId } });

const opOf = async (disputeId: DisputeId) => {
  const [op] = await stored<{ state: string; attempts: number; key: string }>(
    "SELECT state, attempts, idem_key AS key FROM provider_ops WHERE kind = 'submit_evidence' AND subject_id = $1",
    [uuidFromId("dsp", disputeId)],
  );
  return op;
};

/** Hands in through a provider that differs from the sandbox. */
const submitWith = (who: Person, disputeId: DisputeId, differs: Partial<PaymentProvider>) => {
  const ctx = stack().as(who);
  const providers = { ...ctx.providers, stripe: { ...stack().stripe, ...differs } };
  return submitDisputeEvidence({ ctx: { ...ctx, providers }, input: { disputeId } });
};

const installAndDownload = async ({ buyer, listing }: Sale) => {
  const { listingId } = listing;
  const { bundleUrl } = await installStrategy({ ctx: stack().as(buyer), input: { listingId } });
  await openBundle({
    ctx: stack().as({ kind: "visitor" }),
    input: { token: bundleUrl.split("/").at(-1) ?? "" },
  });
  await installStrategy({ ctx: stack().as(buyer), input: { listingId } });
};

describe("the evidence", () => {
  test("says what was sold, on what terms, and every download of the buyer, and nothing of others", async () => {
    const sale = await buy();
    await installAndDownload(sale);
    const other = await market.buyListing({ ...sale, buyer: await person() });
    await installAndDownload(other);
    stack().sandbox.dashboard.openDispute(sale.paymentReference);
    await settle();
    const [row] = await stored<{ id: string }>("SELECT id FROM disputes WHERE purchase_id = $1", [
      uuidFromId("pur", sale.purchaseId),
    ]);
    const disputeId = idFromUuid("dsp", row?.id ?? "");
    const { summary, activityLog } = await read(await person("moderator"), disputeId);
    expect(summary).toContain("for 90.00 USD");
    expect(summary).toContain("downloaded it once");
    expect(activityLog).toContain(`Purchase ${sale.purchaseId}`);
    expect(activityLog).toContain("List price 90.00 USD, discount 0.00 USD, paid 90.00 USD");
    expect(activityLog).toContain("full refund within 14 days of the purchase");
    expect(activityLog).toContain(`payment ${sale.paymentReference}`);
    const lines = activityLog.split("\n");
    expect(lines.filter((line) => line.includes("link to version 1.0.0 made"))).toEqual([
      expect.stringMatching(/, downloaded \d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC$/),
      expect.stringMatching(/, not opened$/),
    ]);
    expect(lines.filter((line) => line.endsWith(" UTC receipt"))).toHaveLength(1);
    expect(activityLog).not.toContain(other.purchaseId);
    expect(activityLog).not.toContain(sale.creator.id);
  });

  test("is drawn the same however often, also after new mails", async () => {
    const { disputeId } = await disputed();
    const staff = await person("finance");
    const first = await read(staff, disputeId);
    await submit(staff, disputeId);
    await settle();
    expect(await read(staff, disputeId)).toEqual(first);
  });

  test("is for staff to read, and for nobody else", async () => {
    const { disputeId, sale } = await disputed();
    for (const who of [sale.buyer, sale.creator, await person()])
      await expect(read(who, disputeId)).rejects.toMatchObject({ code: "forbidden" });
  });
});

describe.each(["stripe", "razorpay"] as const)("handing it in at %s", (provider) => {
  test("is done once, however often the button is pressed, and audited with a name", async () => {
    const { sale, reference, disputeId } = await disputed(provider);
    const staff = await person("finance");
    await Promise.all(Array.from({ length: 8 }, () => submit(staff, disputeId)));
    const view = await submit(staff, disputeId);
    expect(view).toMatchObject({ status: "under_review", evidenceSentAt: expect.any(String) });
    expect(await opOf(disputeId)).toEqual({ state: "ok", attempts: 1, key: `evidence-${disputeId}` });
    expect((await auditOf(sale)).filter((line) => line.startsWith("dispute_answered"))).toEqual([
      "dispute_answered finance",
    ]);
    await settle();
    expect(await stateOf(sale)).toMatchObject({ status: "completed", access: "frozen" });
    stack().sandbox.dashboard.decideDispute(reference, "won");
    await settle();
    expect(await stateOf(sale)).toMatchObject({ status: "completed", access: "active" });
  });
});

describe("handing it in", () => {
  test("is for finance and admins who are no party to it", async () => {
    const { disputeId, sale } = await disputed();
    for (const who of [sale.buyer, sale.creator, await person("moderator")])
      await expect(submit(who, disputeId)).rejects.toMatchObject({ code: "forbidden" });
    for (const party of [sale.buyer, sale.creator])
      await expect(submit({ ...party, role: "admin" }, disputeId)).rejects.toMatchObject({
        code: "own_judgement",
      });
    expect(await opOf(disputeId)).toBeUndefined();
  });

  test("whose answer was lost is gone on with by the sweeper, with the same key and the same text", async () => {
    const { disputeId } = await disputed();
    const staff = await person("admin");
    const handed: EvidenceRequest[] = [];
    const lost = submitWith(staff, disputeId, {
      submitEvidence: (request) => {
        handed.push(request);
        return Promise.reject(new ProviderError("unknown", "no answer"));
      },
    });
    await expect(lost).rejects.toMatchObject({ code: "provider_unavailable" });
    expect(await opOf(disputeId)).toMatchObject({ state: "unknown", attempts: 1 });
    const ctx = job("sync-dispute");
    const providers = {
      ...ctx.providers,
      stripe: {
        ...stack().stripe,
        submitEvidence: (request: EvidenceRequest) => {
          handed.push(request);
          return stack().stripe.submitEvidence(request);
        },
      },
    };
    await syncDispute({ ctx: { ...ctx, providers }, input: { disputeId } });
    expect(handed[1]).toEqual(handed[0]);
    expect(await opOf(disputeId)).toMatchObject({ state: "ok", attempts: 2 });
    expect(await submit(staff, disputeId)).toMatchObject({ status: "under_review" });
  });

  test("whose answer was lost is given up when the bank has decided meanwhile", async () => {
    const { disputeId, reference } = await disputed();
    const lost = { submitEvidence: () => Promise.reject(new ProviderError("unknown", "no answer")) };
    const handing = submitWith(await person("finance"), disputeId, lost);
    await expect(handing).rejects.toMatchObject({ code: "provider_unavailable" });
    stack().sandbox.dashboard.decideDispute(reference, "lost");
    await settle();
    expect(await opOf(disputeId)).toMatchObject({ state: "failed" });
  });

  test("that the provider refuses is final, and says so", async () => {
    const { disputeId, sale } = await disputed();
    const staff = await person("finance");
    const refused = { submitEvidence: () => Promise.reject(new ProviderError("refused", "too late")) };
    await expect(submitWith(staff, disputeId, refused)).rejects.toMatchObject({ code: "provider_refused" });
    await expect(submit(staff, disputeId)).rejects.toMatchObject({ code: "provider_refused" });
    expect(await disputesOf(sale)).toMatchObject([{ status: "open" }]);
  });

  test("of a dispute that is decided is refused", async () => {
    const { disputeId, reference } = await disputed();
    stack().sandbox.dashboard.decideDispute(reference, "lost");
    await settle();
    await expect(submit(await person("finance"), disputeId)).rejects.toMatchObject({ code: "wrong_state" });
  });
});
