import { z } from "zod";
import type { ApiParts } from "../operation.ts";
import { collect, pageParams, pageQuery, readParams } from "../params.ts";
import type { DisputeRecord } from "../records.ts";
import { badRequest, found } from "../wire-error.ts";
import { contestDispute } from "./contest-dispute.ts";
import { decideDispute } from "./decide-dispute.ts";
import { toDisputeAnswer } from "./dispute-answer.ts";
import { createDocument, toDocumentAnswer } from "./dispute-documents.ts";

const listParams = z.object(pageParams);

export function addDisputeRoutes({ app, rzp, run }: ApiParts): void {
  app.get("/v1/disputes", (c) =>
    run(c, {
      name: "rzp.disputes",
      work: (input) => {
        const page = readParams(listParams, input);
        return collect(rzp.disputes.list(pageQuery(page)).slice(page.skip).map(toDisputeAnswer));
      },
    }),
  );

  app.get("/v1/disputes/:id", (c) =>
    run(c, {
      name: "rzp.disputes",
      work: () => toDisputeAnswer(found(rzp.disputes.find(c.req.param("id")))),
    }),
  );

  app.post("/v1/disputes/:id/accept", (c) =>
    run(c, {
      name: "rzp.dispute",
      work: () => {
        const dispute = found(rzp.disputes.find(c.req.param("id")));
        return toDisputeAnswer(decideDispute(rzp, mustBeOpen(dispute), "lost"));
      },
    }),
  );

  app.patch("/v1/disputes/:id/contest", (c) =>
    run(c, {
      name: "rzp.dispute",
      work: (input) => {
        const dispute = found(rzp.disputes.find(c.req.param("id")));
        return toDisputeAnswer(contestDispute(rzp, mustBeOpen(dispute), input));
      },
    }),
  );

  app.post("/v1/documents", async (c) => {
    const form = await c.req.parseBody().catch(() => ({}));
    return run(
      c,
      { name: "rzp.document", work: (input) => toDocumentAnswer(createDocument(rzp, input)) },
      form,
    );
  });
}

function mustBeOpen(dispute: DisputeRecord): DisputeRecord {
  if (dispute.status === "open") return dispute;
  throw badRequest("Action not allowed: the dispute is not open", undefined, "NA");
}
