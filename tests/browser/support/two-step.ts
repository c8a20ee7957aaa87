import { codeOf } from "@boltz/server/testing/authenticator";
import type { Locator } from "playwright-core";
import { seen } from "./seen.ts";

/** From the password to the spare codes, with the key that is shown to whoever has no camera. */
export const setUpTwoStep = async (within: Locator, password: string): Promise<void> => {
  await within.getByLabel("Your password").fill(password);
  await within.getByRole("button", { name: "Continue", exact: true }).click();
  const key = within.locator("code").getByText(/^[A-Z2-7]{4}( [A-Z2-7]{1,4})+$/);
  const secret = ((await key.textContent()) ?? "").replaceAll(" ", "");
  await within.getByLabel("Code from your app").fill(codeOf(`otpauth://totp/test?secret=${secret}`));
  await within.getByRole("button", { name: "Turn it on" }).click();
  await seen(within.getByRole("list", { name: "Spare codes" }));
  await within.getByRole("button", { name: "I have kept them" }).click();
};
