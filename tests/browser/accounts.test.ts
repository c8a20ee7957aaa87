import { idFromUuid } from "@boltz/db";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { useSite } from "../support/site.ts";
import { enter, enterAsNew, openMail, signIn } from "./support/people.ts";
import { atAddress, gone, onPage, seen } from "./support/seen.ts";
import { codeFor, passwordToKey, typeCode } from "./support/two-step.ts";
import { useVisitors } from "./support/visitors.ts";

const site = useSite();
const visit = useVisitors(site);

const account = (page: Page) => page.getByRole("button", { name: /^Account of/ });

const signOut = async (page: Page) => {
  await account(page).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await seen(page.getByRole("banner").getByRole("link", { name: "Sign in" }));
};

test("a wrong password and an unknown address get the same answer", async () => {
  const visitor = await visit();
  const { page, context } = visitor;
  visitor.mayComplain(/status of 401/);
  const person = await enterAsNew(site(), context, "Willa Wrong");
  await context.clearCookies();
  await page.goto("/sign-in");
  await page.getByRole("main").getByRole("button", { name: "Sign in" }).click();
  await seen(page.getByText("Type your password"));

  const wrong = page.getByText("The e-mail address or the password is wrong.");
  await signIn(page, { ...person, password: "not the right words" });
  await seen(wrong);
  await page.reload();
  await signIn(page, { email: "nobody.at.all@example.test", password: person.password });
  await seen(wrong);
  await page.getByLabel("E-mail").fill(person.email);
  await page.getByLabel("Password", { exact: true }).press("Enter");
  await seen(account(page));
  await atAddress(page, "/");
});

test("a forgotten password is replaced by mail, once, and every device is signed out", async () => {
  const [here, elsewhere] = await Promise.all([visit(), visit()]);
  here.mayComplain(/status of 40[01]/);
  const person = await enterAsNew(site(), elsewhere.context, "Fred Forgets");
  const { page } = here;
  await page.goto("/sign-in");
  await page.getByRole("link", { name: "Forgot your password?" }).click();
  await onPage(page, "Reset your password");
  await page.getByLabel("E-mail").fill("nobody.at.all@example.test");
  await page.getByRole("button", { name: "Send the link" }).click();
  await seen(page.getByText("If there is an account for nobody.at.all@example.test", { exact: false }));
  await page.goto("/forgot-password");
  await page.getByLabel("E-mail").fill(person.email);
  await page.getByRole("button", { name: "Send the link" }).click();
  await seen(page.getByText(`If there is an account for ${person.email}`, { exact: false }));

  await openMail(site(), page, person.email, "Choose a new password");
  const mail = page.url();
  await page.getByRole("link", { name: /\/reset-password\?token=/ }).click();
  await onPage(page, "Choose a new password");
  await page.getByLabel("New password").fill("too short");
  await page.getByRole("button", { name: "Change password" }).click();
  await seen(page.getByText("Take at least 12 characters"));
  await page.getByLabel("New password").fill("quite another row of words");
  await page.getByRole("button", { name: "Change password" }).click();
  await onPage(page, "Password changed");
  await page.getByRole("main").getByRole("link", { name: "Sign in" }).click();
  await signIn(page, person);
  await seen(page.getByText("The e-mail address or the password is wrong."));
  await signIn(page, { ...person, password: "quite another row of words" });
  await seen(account(page));

  await elsewhere.page.goto("/library");
  await seen(elsewhere.page.getByRole("heading", { name: "Sign in to go on" }));
  await page.goto(mail);
  await page.getByRole("link", { name: /\/reset-password\?token=/ }).click();
  await page.getByLabel("New password").fill("and a third row of words");
  await page.getByRole("button", { name: "Change password" }).click();
  await seen(page.getByText("This link was used already, or it has expired. Ask for a new one."));
});

test("two steps: a code beside the password, a spare one where the app is away, and off again", async () => {
  const { page, context, mayComplain } = await visit();
  mayComplain(/status of 401/);
  const person = await enterAsNew(site(), context, "Tess Twostep");
  await page.goto("/account");
  const twoStep = page.getByRole("region", { name: "Two-step sign-in" });
  await twoStep.getByRole("button", { name: "Turn on two-step sign-in" }).click();
  const key = await passwordToKey(twoStep, person.password);
  const code = codeFor(key);
  await typeCode(twoStep, code);
  await twoStep.getByRole("button", { name: "Turn it on" }).click();
  const spare = await twoStep
    .getByRole("list", { name: "Spare codes" })
    .getByRole("listitem")
    .first()
    .textContent();
  await twoStep.getByRole("button", { name: "I have kept them" }).click();
  await seen(twoStep.getByText("On", { exact: true }));

  const main = page.getByRole("main");
  const send = () => main.getByRole("button", { name: "Sign in" }).click();
  await signOut(page);
  await page.goto("/sign-in?next=%2Faccount");
  await signIn(page, person);
  await onPage(page, "Two-step sign-in");
  await typeCode(main, code);
  await send();
  await seen(page.getByText("This code is wrong, or was used before.", { exact: false }));
  await typeCode(main, codeFor(key, 1));
  await send();
  await onPage(page, "Account");

  await signOut(page);
  await page.goto("/sign-in?next=%2Faccount");
  await signIn(page, person);
  await page.getByRole("button", { name: "I cannot use the app" }).click();
  await page.getByLabel("Spare code").fill(spare ?? "");
  await send();
  await onPage(page, "Account");
  await twoStep.getByRole("button", { name: "Turn off two-step sign-in" }).click();
  await twoStep.getByLabel("Your password").fill(person.password);
  await twoStep.getByRole("button", { name: "Turn it off" }).click();
  await seen(twoStep.getByText("Off", { exact: true }));
});

test("a person sees his devices, ends them, and signs out", async () => {
  const [here, elsewhere] = await Promise.all([visit(), visit({ viewport: "phone" })]);
  const person = await enterAsNew(site(), here.context, "Sasha Sessions");
  await enter(site(), elsewhere.context, person);
  const { page } = here;
  await page.goto("/account");
  const devices = page.getByRole("region", { name: "Devices" });
  await seen(devices.getByText("This device"));
  expect(await devices.getByRole("listitem").count()).toBe(2);
  await devices.getByRole("button", { name: "Sign out everywhere else" }).click();
  await expect.poll(() => devices.getByRole("listitem").count()).toBe(1);
  await elsewhere.page.goto("/account");
  await seen(elsewhere.page.getByRole("heading", { name: "Sign in to go on" }));

  await page.getByRole("button", { name: "Change your name" }).click();
  await page.getByLabel("Name", { exact: true }).fill("Sasha Renamed");
  await page.getByRole("button", { name: "Save name" }).click();
  await seen(page.getByRole("button", { name: "Account of Sasha Renamed" }));
  await signOut(page);
  await page.goBack();
  await seen(page.getByRole("heading", { name: "Sign in to go on" }));
});

test.each([
  { path: "/library", role: "buyer", heading: "Library" },
  { path: "/creator", role: "creator", heading: "Creator desk" },
  { path: "/admin/moderation", role: "moderator", heading: "Moderation" },
])("a signed-out visit of $path asks to sign in, and comes back", async ({ path, role, heading }) => {
  const { page } = await visit();
  await page.goto(path);
  await seen(page.getByRole("heading", { name: "Sign in to go on" }));
  await page.getByRole("main").getByRole("link", { name: "Sign in" }).click();
  await page.getByRole("button", { name: `Fill in the ${role} login` }).click();
  await page.getByRole("main").getByRole("button", { name: "Sign in", exact: true }).click();
  await onPage(page, heading);
  await atAddress(page, path);
  await seen(account(page));
  await gone(page.getByRole("heading", { name: "Sign in to go on" }));
});

test("a buyer is kept out of the rooms of others, calmly", async () => {
  const { page, context } = await visit();
  await enterAsNew(site(), context, "Nosy Buyer");
  for (const path of ["/admin/moderation", "/admin/audit"]) {
    await page.goto(path);
    await seen(page.getByRole("heading", { name: "Your account may not open this" }));
  }
  await page.goto("/creator/new");
  await seen(page.getByRole("heading", { level: 2 }));
  expect(await page.getByRole("button", { name: "Save draft" }).count()).toBe(0);
  const places = page.getByRole("navigation", { name: "Main" });
  expect(await places.getByRole("link").allTextContents()).toEqual(["Explore", "Library"]);
});

test("somebody else's purchase looks like none", async () => {
  const visitor = await visit();
  const { page, context } = visitor;
  visitor.mayComplain(/status of 404/);
  await enterAsNew(site(), context, "Curious Buyer");
  const [foreign] = await site().db.stored<{ id: string }>("SELECT id FROM strategy_purchases LIMIT 1");
  await page.goto(`/purchases/${idFromUuid("pur", foreign?.id ?? "")}`);
  await seen(page.getByRole("heading", { name: "This purchase is not here" }));
});
