import { z } from "zod";
import type { ApiParts, KeyRule } from "../operation.ts";
import { collect, pageParams, pageQuery, readParams } from "../params.ts";
import { found } from "../wire-error.ts";
import { createRefund } from "./create-refund.ts";
import { toRefundAnswer } from "./refund-answer.ts";

const listParams = z.object(pageParams);
const key: KeyRule = { header: "X-Refund-Idempotency", pattern: /^[A-Za-z0-9_-]{10,}$/ };

export function addRefundRoutes({ app, rzp, run }: ApiParts): void {
  app.post("/v1/payments/:id/refund", (c) =>
    run(c, {
      name: "rzp.refund",
      key,
      work: (input) => toRefundAnswer(createRefund(rzp, found(rzp.payments.find(c.req.param("id"))), input)),
    }),
  );

  app.get("/v1/payments/:id/refunds", (c) =>
    run(c, {
      name: "rzp.refunds",
      work: (input) => {
        const page = readParams(listParams, input);
        const { id: paymentId } = found(rzp.payments.find(c.req.param("id")));
        const refunds = rzp.refunds.list({ ...pageQuery(page), equal: { paymentId } });
        return collect(refunds.slice(page.skip).map(toRefundAnswer));
      },
    }),
  );

  app.get("/v1/refunds/:id", (c) =>
    run(c, {
      name: "rzp.refunds",
      work: () => toRefundAnswer(found(rzp.refunds.find(c.req.param("id")))),
    }),
  );
}
