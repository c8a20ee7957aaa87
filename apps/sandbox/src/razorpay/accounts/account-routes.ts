import type { ApiParts } from "../operation.ts";
import { collect } from "../params.ts";
import type { AccountRecord, ProductRecord } from "../payout-records.ts";
import { everything } from "../tables.ts";
import { found, unknownId } from "../wire-error.ts";
import { toAccountAnswer, toStakeholderAnswer } from "./account-answer.ts";
import { createAccount, createStakeholder } from "./create-account.ts";
import { toProductAnswer } from "./product-answer.ts";
import { changeProduct, requestProduct } from "./route-product.ts";

export function addAccountRoutes({ app, rzp, run }: ApiParts): void {
  const account = (id: string): AccountRecord => found(rzp.accounts.find(id));
  const product = (accountId: string, id: string): ProductRecord => {
    const record = found(rzp.products.find(id));
    if (record.accountId !== accountId) throw unknownId();
    return record;
  };

  app.post("/v2/accounts", (c) =>
    run(c, { name: "rzp.account", work: (input) => toAccountAnswer(createAccount(rzp, input)) }),
  );

  app.get("/v2/accounts/:id", (c) =>
    run(c, { name: "rzp.accounts", work: () => toAccountAnswer(account(c.req.param("id"))) }),
  );

  app.post("/v2/accounts/:id/stakeholders", (c) =>
    run(c, {
      name: "rzp.account",
      work: (input) => toStakeholderAnswer(createStakeholder(rzp, account(c.req.param("id")), input)),
    }),
  );

  app.get("/v2/accounts/:id/stakeholders", (c) =>
    run(c, {
      name: "rzp.accounts",
      work: () => {
        const { id: accountId } = account(c.req.param("id"));
        const stakeholders = rzp.stakeholders.list({ equal: { accountId }, limit: everything });
        return collect(stakeholders.map(toStakeholderAnswer));
      },
    }),
  );

  app.post("/v2/accounts/:id/products", (c) =>
    run(c, {
      name: "rzp.account",
      work: (input) => toProductAnswer(requestProduct(rzp, account(c.req.param("id")), input)),
    }),
  );

  app.patch("/v2/accounts/:id/products/:product", (c) =>
    run(c, {
      name: "rzp.account",
      work: (input) => {
        const { id, product: productId } = c.req.param();
        return toProductAnswer(changeProduct(rzp, product(id, productId), input));
      },
    }),
  );

  app.get("/v2/accounts/:id/products/:product", (c) =>
    run(c, {
      name: "rzp.accounts",
      work: () => toProductAnswer(product(c.req.param("id"), c.req.param("product"))),
    }),
  );
}
