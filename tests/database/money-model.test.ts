import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { commands } from "../support/money-model/commands.ts";
import { MoneyModel } from "../support/money-model/model.ts";
import { openShop, restock, type Shop } from "../support/money-model/shop.ts";
import { useStack } from "../support/stack.ts";

const HISTORIES = 500;
const STEPS = 40;
/** A failure prints its seed and the path of its shortest history; both given to `fc.assert` replay it. */
const SEEDS = [20_260_301, 20_260_302, 20_260_303];

// Several markets side by side, each with a database of its own: one waits for PostgreSQL while another works.
const stacks = SEEDS.map((seed) => ({ seed, stack: useStack() }));
const shops = new Map<number, Shop>();

beforeAll(async () => {
  for (const { seed, stack } of stacks) shops.set(seed, await openShop(stack()));
});

test(`${HISTORIES} histories of sales, refunds, disputes, holds and payouts end as a plain model says, step by step`, async () => {
  let steps = 0;
  await Promise.all(
    [...shops].map(([seed, shop]) =>
      fc.assert(
        fc.asyncProperty(fc.commands(commands, { maxCommands: STEPS, size: "max" }), async (history) => {
          await restock(shop);
          await fc.asyncModelRun(() => ({ model: new MoneyModel(), real: shop }), history);
          steps += [...history].length;
        }),
        { numRuns: Math.ceil(HISTORIES / SEEDS.length), seed },
      ),
    ),
  );
  expect(steps).toBeGreaterThan(HISTORIES * 5);
}, 400_000);
