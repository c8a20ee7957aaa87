import { type TestDatabase, useDatabase } from "@boltz/testkit";
import { afterAll, beforeAll } from "vitest";
import {
  startTestMarketplace,
  type TestMarketplace,
  type TestMarketplaceOptions,
} from "./start-test-marketplace.fixture.ts";

/** Gives the calling test file a marketplace over a database of its own. */
export const useMarketplace = (
  options: TestMarketplaceOptions = {},
): (() => TestMarketplace & { db: TestDatabase }) => {
  const db = useDatabase();
  let current: TestMarketplace | undefined;
  beforeAll(async () => {
    current = await startTestMarketplace(db(), options);
  });
  afterAll(async () => {
    await current?.stop();
  });
  return () => {
    if (current === undefined) throw new Error("the marketplace is there only inside tests");
    return { ...current, db: db() };
  };
};
