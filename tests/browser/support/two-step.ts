import { codeOf } from "@boltz/server/testing/authenticator";
import type { Locator } from "playwright-core";
import { seen } from "./seen.ts";

/** Goes on from the password, and answers the key as it is shown to whoever has no camera. */
export const passwordToKey = async (within: Locator, password: string): Promise<string> => {
  await within.getByLabel("Your password").fill(password);
  await within.getByRole("button", { name: "Continue", exact: true }).click();
  const key = within.locator("code").getByText(/^[A-Z2-7]{4}( [A-Z2-7]{1,4})+$/);
  return ((await key.textContent()) ?? "").replaceAll(" ", "");
};

/** The code that an app shows which was given this key. Each works once; the next one is taken 30 s early. */
export const codeFor = (key: string, steps = 0): string => codeOf(`otpauth://totp/test?secret=${key}`, steps);

export const typeCode = (within: Locator, code: string): Promise<void> =>
  within.getByLabel("Code from your app").fill(code);

/** From the password to the spare codes. */
export const setUpTwoStep = async (within: Locator, password: string): Promise<void> => {
  await typeCode(within, codeFor(await passwordToKey(within, password)));
  await within.getByRole("button", { name: "Turn it on" }).click();
  await seen(within.getByRole("list", { name: "Spare codes" }));
  await within.getByRole("button", { name: "I have kept them" }).click();
};
