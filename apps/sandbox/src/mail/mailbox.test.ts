import { createConnection } from "node:net";
import { createTransport } from "nodemailer";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Rig, startRig } from "../test-rig.ts";

let rig: Rig;

beforeAll(async () => {
  rig = await startRig();
});
afterAll(() => rig.close());

async function send(mail: {
  to: string | string[];
  subject: string;
  text?: string;
  html?: string;
}): Promise<void> {
  const transport = createTransport(rig.sandbox.smtpUrl);
  await transport.sendMail({ from: "BoltzTrader <no-reply@market.example>", ...mail });
  transport.close();
}

const get = (path: string) => fetch(`${rig.sandbox.url}${path}`);

describe("the mailbox", () => {
  test("keeps what was sent, and gives it by address", async () => {
    await send({
      to: "ada@example.com",
      subject: "Confirm your address – ✓",
      text: "Open http://127.0.0.1:8005/v?t=1&x=2.",
    });
    await send({
      to: ["bob@example.com", "ADA@example.com"],
      subject: "Receipt",
      text: "Paid",
      html: "<p>Paid</p>",
    });
    expect(rig.sandbox.mails("ada@example.com").map((mail) => mail.subject)).toEqual([
      "Receipt",
      "Confirm your address – ✓",
    ]);
    expect(rig.sandbox.mails("BOB@example.com")).toMatchObject([
      { subject: "Receipt", to: ["bob@example.com", "ADA@example.com"], html: "<p>Paid</p>" },
    ]);
    expect(rig.sandbox.mails("nobody@example.com")).toEqual([]);
    expect(await (await get("/_mail?to=bob@example.com")).json()).toMatchObject({
      mails: [{ subject: "Receipt", from: '"BoltzTrader" <no-reply@market.example>', text: "Paid" }],
    });
  });

  test("lists the newest first and one address alone", async () => {
    await send({ to: "cid@example.com", subject: "First", text: "1" });
    await send({ to: "dan@example.com", subject: "Second", text: "2" });
    const all = await (await get("/mailbox")).text();
    expect(all.indexOf("Second")).toBeLessThan(all.indexOf("First"));
    const one = await (await get("/mailbox?to=cid%40example.com")).text();
    expect(one).toContain("First");
    expect(one).not.toContain("Second");
    expect(await (await get("/mailbox?to=nobody%40example.com")).text()).toContain(
      "No mail to nobody@example.com yet.",
    );
  });

  test("makes the addresses in the text links, and nothing else", async () => {
    const text =
      "Go: http://127.0.0.1:8005/v?token=a&b=c. <b>bold</b> javascript:alert(1) (https://x.example/y)";
    await send({ to: "eve@example.com", subject: "Links", text });
    const [mail] = rig.sandbox.mails("eve@example.com");
    const page = await (await get(`/mailbox/${mail?.id}`)).text();
    expect(page).toContain('<a href="http://127.0.0.1:8005/v?token=a&amp;b=c" rel="noopener noreferrer">');
    expect(page).toContain('<a href="https://x.example/y" rel="noopener noreferrer">');
    expect(page).toContain("&lt;b&gt;bold");
    expect(page).not.toContain('href="javascript:');
  });

  test("shows HTML without letting it do anything", async () => {
    const html = '<h1>Hi</h1><script>alert(1)</script><a href="http://127.0.0.1/">x</a>';
    await send({ to: "fay@example.com", subject: "HTML", html });
    const [mail] = rig.sandbox.mails("fay@example.com");
    const page = await (await get(`/mailbox/${mail?.id}`)).text();
    expect(page).toContain(`<iframe sandbox title="The mail as HTML" src="/mailbox/${mail?.id}/html">`);
    expect(page).not.toContain("<script>alert");
    const framed = await get(`/mailbox/${mail?.id}/html`);
    expect((await framed.text()).trim()).toBe(html);
    expect(framed.headers.get("content-security-policy")).toMatch(/^sandbox; default-src 'none'/);
  });

  test("has a page for mail that is not there", async () => {
    expect((await get("/mailbox/mail_gone")).status).toBe(404);
    expect((await get("/mailbox/mail_gone/html")).status).toBe(404);
  });
});

test("a client that hangs up in the middle harms nobody", async () => {
  const port = Number(new URL(rig.sandbox.smtpUrl).port);
  await new Promise<void>((resolve) => {
    const socket = createConnection(port, "127.0.0.1", () => {
      socket.write("EHLO x\r\nMAIL FROM:<a@b.co>\r\nRCPT TO:<c@d.co>\r\nDATA\r\nhalf");
      socket.on("data", (data) => {
        if (String(data).includes("354")) socket.destroy();
      });
      socket.on("close", () => resolve());
    });
  });
  await send({ to: "gil@example.com", subject: "Still here", text: "yes" });
  expect(rig.sandbox.mails("gil@example.com")).toHaveLength(1);
  expect(rig.sandbox.mails("c@d.co")).toEqual([]);
});
