import { z } from "zod";
import type { ApiParts } from "../operation.ts";
import { amountAtLeast, collect, currency, pageParams, pageQuery, readParams } from "../params.ts";
import type { PaymentRecord } from "../records.ts";
import { badRequest, found } from "../wire-error.ts";
import { capturePayment } from "./capture-payment.ts";
import { toPaymentAnswer } from "./payment-answer.ts";

const listParams = z.object(pageParams);
const captureParams = z.strictObject({
  amount: amountAtLeast(1, "The amount must be at least 1."),
  currency: currency.default("INR"),
});

export function addPaymentRoutes({ app, rzp, run }: ApiParts): void {
  app.get("/v1/payments", (c) =>
    run(c, {
      name: "rzp.payments",
      work: (input) => {
        const page = readParams(listParams, input);
        return collect(rzp.payments.list(pageQuery(page)).slice(page.skip).map(toPaymentAnswer));
      },
    }),
  );

  app.get("/v1/payments/:id", (c) =>
    run(c, {
      name: "rzp.payments",
      work: () => toPaymentAnswer(found(rzp.payments.find(c.req.param("id")))),
    }),
  );

  app.post("/v1/payments/:id/capture", (c) =>
    run(c, {
      name: "rzp.capture",
      work: (input) => {
        const payment = found(rzp.payments.find(c.req.param("id")));
        checkCapture(payment, input);
        return toPaymentAnswer(capturePayment(rzp, payment));
      },
    }),
  );
}

function checkCapture(payment: PaymentRecord, input: unknown): void {
  const params = readParams(captureParams, input);
  if (params.amount !== payment.amount) {
    throw badRequest("Capture amount must be equal to the amount authorized", "amount");
  }
  if (params.currency !== payment.currency) {
    throw badRequest("Payment currency is not the same as the capture currency", "currency");
  }
}
