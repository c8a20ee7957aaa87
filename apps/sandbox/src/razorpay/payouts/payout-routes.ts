import { z } from "zod";
import type { ApiParts, KeyRule } from "../operation.ts";
import { collect, pageParams, pageQuery, readParams } from "../params.ts";
import { badRequest, found } from "../wire-error.ts";
import { createContact, createFundAccount, createPayout } from "./create-payout.ts";
import { toContactAnswer, toFundAccountAnswer, toPayoutAnswer } from "./payout-answer.ts";

const made = z.object({ id: z.string() });
const listParams = z.object({
  ...pageParams,
  account_number: z.string(),
  reference_id: z.string().optional(),
});
const key: KeyRule = {
  header: "X-Payout-Idempotency",
  pattern: /^[A-Za-z0-9_ -]{4,36}$/,
  isRequired: true,
};

/** RazorpayX: payouts from a current account to bank accounts. */
export function addPayoutRoutes({ app, rzp, run }: ApiParts): void {
  app.post("/v1/contacts", (c) =>
    run(c, { name: "rzp.account", work: (input) => toContactAnswer(createContact(rzp, input)) }),
  );

  app.post("/v1/fund_accounts", (c) =>
    run(c, { name: "rzp.account", work: (input) => toFundAccountAnswer(createFundAccount(rzp, input)) }),
  );

  app.get("/v1/fund_accounts/:id", (c) =>
    run(c, {
      name: "rzp.accounts",
      work: () => toFundAccountAnswer(found(rzp.fundAccounts.find(c.req.param("id")))),
    }),
  );

  app.post("/v1/payouts", (c) =>
    run(c, {
      name: "rzp.payout",
      key,
      work: (input) => toPayoutAnswer(createPayout(rzp, input)),
      replay: (first) => toPayoutAnswer(found(rzp.payouts.find(made.parse(first).id))),
    }),
  );

  app.get("/v1/payouts", (c) =>
    run(c, {
      name: "rzp.payouts",
      work: (input) => {
        const { account_number, reference_id, ...page } = readParams(listParams, input);
        if (account_number !== rzp.options.accountNumber) {
          throw badRequest("The account number is invalid", "account_number");
        }
        const equal = reference_id === undefined ? {} : { referenceId: reference_id };
        const payouts = rzp.payouts.list({ ...pageQuery(page), equal });
        return collect(payouts.slice(page.skip).map(toPayoutAnswer));
      },
    }),
  );

  app.get("/v1/payouts/:id", (c) =>
    run(c, {
      name: "rzp.payouts",
      work: () => toPayoutAnswer(found(rzp.payouts.find(c.req.param("id")))),
    }),
  );
}
