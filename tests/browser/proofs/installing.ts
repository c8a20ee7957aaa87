import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "vitest";
import type { Stage } from "../screens/stage.ts";
import { signInTerminal, type Terminal } from "../support/command-line.ts";
import { listingTitled } from "../support/listings.ts";
import { signedResult } from "./reading.ts";

/** What was proved is run again before it is installed, and at any time later without the marketplace. */
export const buyerInstalls = async (stage: Stage, terminal: Terminal): Promise<void> => {
  const title = "Golden cross, unhurried";
  const listingId = await listingTitled(stage.site, title);
  const { page } = await stage.visitAs("buyer");
  expect(await signInTerminal(terminal, page, stage.site.url)).toMatchObject({ code: 0 });

  const signed = await signedResult(stage, title);
  const install = await terminal.boltz("install", listingId, "--dir", "strategies", "--target", "freqtrade");
  expect(install.code).toBe(0);
  expect(install.output).toContain(`signed result ${signed}`);
  expect(install.output).toContain(`result here   ${signed}`);
  const className = `Boltz${listingId.slice("lst_".length)}`;
  expect((await readdir(join(terminal.home, "strategies"))).toSorted()).toEqual(
    [`${className}.json`, `${className}.py`, listingId].toSorted(),
  );
  expect(await terminal.boltz("verify", join("strategies", listingId), "--offline")).toMatchObject({
    code: 0,
    output: expect.stringContaining(`result here   ${signed}`),
  });
};
