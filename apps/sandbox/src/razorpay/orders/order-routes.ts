import { setTimeout as wait } from "node:timers/promises";
import { z } from "zod";
import type { ApiParts } from "../operation.ts";
import { collect, pageParams, pageQuery, readParams } from "../params.ts";
import { findInstrument, instrumentFor } from "../payments/instruments.ts";
import { payOrder } from "../payments/pay-order.ts";
import { toPaymentAnswer } from "../payments/payment-answer.ts";
import { changeRazorpay, type Razorpay } from "../razorpay.ts";
import { everything } from "../tables.ts";
import { found } from "../wire-error.ts";
import { createOrder } from "./create-order.ts";
import { toOrderAnswer } from "./order-answer.ts";

const listParams = z.object({ ...pageParams, receipt: z.string().optional() });
const made = z.object({ id: z.string() });

export function addOrderRoutes({ app, rzp, run }: ApiParts): void {
  app.post("/v1/orders", (c) =>
    run(c, {
      name: "rzp.order",
      work: (input) => toOrderAnswer(createOrder(rzp, input)),
      beforeAnswer: (answer) => payBeforeAnswer(rzp, made.parse(answer).id),
    }),
  );

  app.get("/v1/orders", (c) =>
    run(c, {
      name: "rzp.orders",
      work: (input) => {
        const { receipt, ...page } = readParams(listParams, input);
        const equal = receipt === undefined ? {} : { receipt };
        const orders = rzp.orders.list({ ...pageQuery(page), equal });
        return collect(orders.slice(page.skip).map(toOrderAnswer));
      },
    }),
  );

  app.get("/v1/orders/:id", (c) =>
    run(c, {
      name: "rzp.orders",
      work: () => toOrderAnswer(found(rzp.orders.find(c.req.param("id")))),
    }),
  );

  app.get("/v1/orders/:id/payments", (c) =>
    run(c, {
      name: "rzp.orders",
      work: () => {
        const { id: orderId } = found(rzp.orders.find(c.req.param("id")));
        return collect(rzp.payments.list({ equal: { orderId }, limit: everything }).map(toPaymentAnswer));
      },
    }),
  );
}

const deliveryPatienceMs = 5_000;

async function payBeforeAnswer(rzp: Razorpay, orderId: string): Promise<void> {
  const { payBeforeAnswer: number } = rzp.core.faults.settings;
  const order = rzp.orders.find(orderId);
  if (number === null || order === undefined) return;
  const instrument = findInstrument("card", number) ?? instrumentFor("card", "pays");
  changeRazorpay(rzp, () => payOrder(rzp, { order, instrument, checkout: undefined }));
  const enough = new AbortController();
  const longEnough = wait(deliveryPatienceMs, undefined, { signal: enough.signal }).catch(() => undefined);
  await Promise.race([rzp.core.dispatcher.settled(), longEnough]);
  enough.abort();
}
