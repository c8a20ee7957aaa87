import { randomUUID } from "node:crypto";
import type { Role } from "@boltz/contract";
import { demoLogins } from "@boltz/server/marketplace";
import type { BrowserContext, Page } from "playwright-core";
import { expect } from "vitest";
import type { Site } from "../../support/site.ts";
import { seen } from "./seen.ts";

export interface Login {
  email: string;
  password: string;
}

export interface NewPerson extends Login {
  name: string;
}

/** Somebody whom the site does not know yet. */
export const stranger = (name: string): NewPerson => ({
  name,
  email: `${name.toLowerCase().replaceAll(" ", ".")}.${randomUUID().slice(0, 8)}@example.test`,
  password: "a few words in a row",
});

export const signUp = async (page: Page, { name, email, password }: NewPerson): Promise<void> => {
  await page.getByLabel("Name").fill(name);
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Create account" }).click();
};

export const signIn = async (page: Page, { email, password }: Login): Promise<void> => {
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("main").getByRole("button", { name: "Sign in" }).click();
};

/** Waits until the site has sent somebody a mail, then opens it in the mailbox. */
export const openMail = async (site: Site, page: Page, email: string, subject: string): Promise<void> => {
  const subjects = () => site.sandbox.mails(email).map((mail) => mail.subject);
  await expect.poll(subjects, { timeout: 15_000 }).toContain(subject);
  await page.goto(`${site.sandbox.url}/mailbox?to=${encodeURIComponent(email)}`);
  await page.getByRole("link", { name: subject }).first().click();
  await seen(page.getByRole("heading", { name: subject }));
};

const post = async (site: Site, context: BrowserContext, path: string, data: object): Promise<unknown> => {
  const answer = await context.request.post(`${site.url}${path}`, { data, headers: { origin: site.url } });
  if (!answer.ok()) throw new Error(`${path} answered ${answer.status()}: ${await answer.text()}`);
  return answer.json();
};

/** Calls a procedure with the cookies of a browser, to set a scene without clicking through it. */
export const call = async (site: Site, context: BrowserContext, procedure: string, input: object) =>
  post(site, context, `/api/trpc/${procedure}`, input);

/** Somebody whom the demo knows, by role or by address; everybody there has the same password. */
export const demoLogin = (who: string): Login => {
  const login = demoLogins.find(({ role, email }) => role === who || email === who);
  if (login !== undefined) return login;
  const password = demoLogins[0]?.password;
  if (password === undefined || !who.includes("@")) throw new Error(`the demo has no ${who}`);
  return { email: who, password };
};

/** Signs a browser in without its page. */
export const enter = async (site: Site, context: BrowserContext, login: Login): Promise<void> => {
  await post(site, context, "/api/auth/sign-in/email", { email: login.email, password: login.password });
};

/** A new person with a confirmed address, signed in without the page; `role` is given as an operator would. */
export const enterAsNew = async (
  site: Site,
  context: BrowserContext,
  name: string,
  options: { role?: Exclude<Role, "creator">; creator?: string } = {},
): Promise<NewPerson> => {
  const person = stranger(name);
  await post(site, context, "/api/auth/sign-up/email", person);
  await site.db.stored("UPDATE users SET email_verified = true, role = $2 WHERE email = $1", [
    person.email,
    options.role ?? "user",
  ]);
  if (options.creator !== undefined)
    await call(site, context, "people.becomeCreator", { displayName: options.creator, bio: "" });
  return person;
};
