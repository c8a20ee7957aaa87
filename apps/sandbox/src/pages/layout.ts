import type { Context } from "hono";
import { html } from "hono/html";

export type Markup = ReturnType<typeof html>;

interface Page {
  title: string;
  body: Markup;
  /** Where a form of this page may lead: a browser also holds redirects against it. */
  formOrigins?: readonly string[];
  script?: string;
}

/** A whole page. Only its own files are loaded, and nothing may frame it. */
export function sendPage(
  c: Context,
  status: 200 | 402 | 404 | 409 | 410 | 422,
  page: Page,
): Response | Promise<Response> {
  const formAction = ["'self'", ...(page.formOrigins ?? [])].join(" ");
  c.header(
    "content-security-policy",
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src data:; frame-src 'self'; " +
      `form-action ${formAction}; base-uri 'none'; frame-ancestors 'none'`,
  );
  c.header("x-content-type-options", "nosniff");
  c.header("referrer-policy", "no-referrer");
  c.header("cache-control", "no-store");
  return c.html(
    html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${page.title}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/assets/sandbox.css">
${page.script === undefined ? "" : html`<script src="${page.script}" defer></script>`}
</head>
<body>
${page.body}
</body>
</html>`,
    status,
  );
}

/** The stripe on top that no page of the sandbox goes without. */
export const tape: Markup = html`<header class="tape">Sandbox: no money moves here. Never type a real card number.</header>`;

/** Scheme and host, for a policy; undefined where the address has none. */
export function originOf(address: string | null): string | undefined {
  return address !== null && URL.canParse(address) ? new URL(address).origin : undefined;
}
