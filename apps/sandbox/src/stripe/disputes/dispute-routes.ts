import { z } from "zod";
import { type Core, nowSeconds } from "../../core.ts";
import { listPage, pageParams } from "../listing.ts";
import type { StripeRoutes } from "../operation.ts";
import { flag, metadata, parseParams } from "../params.ts";
import type { DisputeRecord } from "../records.ts";
import { invalidRequest, missing } from "../wire-error.ts";
import { evidenceTexts, toDisputeAnswer } from "./dispute-answer.ts";
import { addEvidence, isOpen } from "./disputes.ts";

const longestText = 20_000;
const longestEvidence = 150_000;

const updateParams = z.strictObject({
  evidence: z
    .strictObject(
      Object.fromEntries(evidenceTexts.map((name) => [name, z.string().max(longestText).optional()])),
    )
    .default({}),
  metadata,
  submit: flag.default(true),
});
const listParams = z.strictObject({
  ...pageParams,
  payment_intent: z.string().optional(),
  charge: z.string().optional(),
});

export function addDisputeRoutes(core: Core, { get, post }: StripeRoutes): void {
  const { disputes } = core.store.stripe;
  const find = (id: string): DisputeRecord => {
    const dispute = disputes.find(id);
    if (dispute === undefined) throw missing("dispute", id);
    return dispute;
  };

  get("/v1/disputes", "disputes", (form) => {
    const { payment_intent: intentId, charge: chargeId, ...page } = parseParams(listParams, form);
    const equal = {
      ...(intentId !== undefined && { intentId }),
      ...(chargeId !== undefined && { chargeId }),
    };
    return listPage(disputes, {
      url: "/v1/disputes",
      what: "dispute",
      page,
      query: { equal },
      toAnswer: (dispute) => toDisputeAnswer(core, dispute),
    });
  });

  get("/v1/disputes/:id", "disputes", (_, id) => toDisputeAnswer(core, find(id)));

  post("/v1/disputes/:id", "dispute", (form, id) => {
    const { evidence, metadata: own, submit } = parseParams(updateParams, form);
    const dispute = find(id);
    const texts = givenTexts(evidence);
    if (!isOpen(dispute)) throw invalidRequest("This dispute is already closed.");
    if (Object.keys(texts).length > 0 && nowSeconds(core) > dispute.dueBySeconds) {
      throw invalidRequest("The deadline for the evidence of this dispute has passed.", "evidence");
    }
    return toDisputeAnswer(
      core,
      addEvidence(core, dispute, { evidence: texts, metadata: own, submits: submit }),
    );
  });
}

function givenTexts(evidence: Record<string, string | undefined>): Record<string, string> {
  const texts: Record<string, string> = {};
  for (const [name, text] of Object.entries(evidence)) if (text !== undefined) texts[name] = text;
  const length = Object.values(texts).reduce((sum, text) => sum + text.length, 0);
  if (length <= longestEvidence) return texts;
  throw invalidRequest(`The evidence exceeds ${longestEvidence} characters in total.`, "evidence");
}
