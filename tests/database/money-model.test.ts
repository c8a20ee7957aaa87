import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { commands } from "../support/money-model/commands.ts";
import { MoneyModel } from "../support/money-model/model.ts";
import { openShop, restock, type Shop } from "../support/money-model/shop.ts";
import { useStack } from "../support/stack.ts";

const HISTORIES = 25;
const STEPS = 40;
/** A failure prints the seed and the path of its shortest history; both given to `fc.assert` replay it. */
const SEED = 20_260_301;

const stack = useStack();
let shop: Shop;

beforeAll(async () => {
  shop = await openShop(stack());
});

test(`${HISTORIES} histories of sales, refunds, disputes, holds and payouts end as a plain model says, step by step`, async () => {
  let steps = 0;
  await fc.assert(
    fc.asyncProperty(fc.commands(commands, { maxCommands: STEPS, size: "max" }), async (history) => {
      await restock(shop);
      await fc.asyncModelRun(() => ({ model: new MoneyModel(), real: shop }), history);
      steps += [...history].length;
    }),
    { numRuns: HISTORIES, seed: SEED },
  );
  expect(steps).toBeGreaterThan(HISTORIES * 5);
}, 180_000);
