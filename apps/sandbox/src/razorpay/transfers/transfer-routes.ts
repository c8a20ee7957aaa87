import { z } from "zod";
import { nowSeconds } from "../../core.ts";
import type { ApiParts, KeyRule } from "../operation.ts";
import { collect, pageParams, pageQuery, readParams } from "../params.ts";
import type { TransferRecord } from "../payout-records.ts";
import { everything } from "../tables.ts";
import { found } from "../wire-error.ts";
import { createPaymentTransfers, createTransfer, holdTransfer } from "./create-transfer.ts";
import { reverseTransfer } from "./reverse-transfer.ts";
import { toReversalAnswer, toTransferAnswer } from "./transfer-answer.ts";

const listParams = z.object({ ...pageParams, recipient: z.string().optional() });
const key: KeyRule = { header: "X-Transfer-Idempotency", pattern: /^[A-Za-z0-9_ -]{4,36}$/ };

export function addTransferRoutes({ app, rzp, run }: ApiParts): void {
  const transfer = (id: string): TransferRecord => found(rzp.transfers.find(id));
  const answer = (record: TransferRecord) => toTransferAnswer(record, nowSeconds(rzp.core));

  app.post("/v1/transfers", (c) =>
    run(c, { name: "rzp.transfer", key, work: (input) => answer(createTransfer(rzp, input)) }),
  );

  app.get("/v1/transfers", (c) =>
    run(c, {
      name: "rzp.transfers",
      work: (input) => {
        const { recipient, ...page } = readParams(listParams, input);
        const equal = recipient === undefined ? {} : { accountId: recipient };
        return collect(
          rzp.transfers
            .list({ ...pageQuery(page), equal })
            .slice(page.skip)
            .map(answer),
        );
      },
    }),
  );

  app.get("/v1/transfers/:id", (c) =>
    run(c, { name: "rzp.transfers", work: () => answer(transfer(c.req.param("id"))) }),
  );

  app.patch("/v1/transfers/:id", (c) =>
    run(c, {
      name: "rzp.transfer",
      work: (input) => answer(holdTransfer(rzp, transfer(c.req.param("id")), input)),
    }),
  );

  app.post("/v1/transfers/:id/reversals", (c) =>
    run(c, {
      name: "rzp.reversal",
      work: (input) => toReversalAnswer(reverseTransfer(rzp, transfer(c.req.param("id")), input)),
    }),
  );

  app.get("/v1/transfers/:id/reversals", (c) =>
    run(c, {
      name: "rzp.transfers",
      work: () => {
        const { id: transferId } = transfer(c.req.param("id"));
        const reversals = rzp.reversals.list({ equal: { transferId }, limit: everything });
        return collect(reversals.map(toReversalAnswer));
      },
    }),
  );

  app.post("/v1/payments/:id/transfers", (c) =>
    run(c, {
      name: "rzp.transfer",
      work: (input) => {
        const payment = found(rzp.payments.find(c.req.param("id")));
        return collect(createPaymentTransfers(rzp, payment, input).map(answer));
      },
    }),
  );

  app.get("/v1/payments/:id/transfers", (c) =>
    run(c, {
      name: "rzp.transfers",
      work: () => {
        const { id: source } = found(rzp.payments.find(c.req.param("id")));
        return collect(rzp.transfers.list({ equal: { source }, limit: everything }).map(answer));
      },
    }),
  );
}
