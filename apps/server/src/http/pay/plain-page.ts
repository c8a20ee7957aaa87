import type { Context } from "hono";
import { html } from "hono/html";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { Env } from "../parts.ts";

type Markup = ReturnType<typeof html>;

interface PlainPage {
  status: ContentfulStatusCode;
  title: string;
  body: Markup;
  /** The address of a script of ours. */
  script?: string;
}

export const styleAddress = "/pay/page.css";

/** A page that the server draws by itself, for the moments in which a buyer is between two sites. */
export const plainPage = (c: Context<Env>, { status, title, body, script }: PlainPage) => {
  c.header("cache-control", "no-store");
  return c.html(
    html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>${title} · BoltzTrader Marketplace</title>
<link rel="stylesheet" href="${styleAddress}">
${script === undefined ? "" : html`<script src="${script}" defer></script>`}
</head>
<body>
<main>
<h1>${title}</h1>
${body}
</main>
</body>
</html>`,
    status,
  );
};

/** The colours of the web app, in the reader's scheme. */
export const pageStyle = `
:root {
  --ground: #f6f8f8; --card: #ffffff; --ink: #121a1f; --soft: #57656c; --line: #dfe5e7;
  --accent: #0b5863; --accent-ink: #ffffff;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #0c1317; --card: #111a1f; --ink: #e4ebed; --soft: #94a3aa; --line: #232f36;
    --accent: #6fbdc6; --accent-ink: #0c1317;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0; min-height: 100vh; padding: 24px 16px; display: grid; place-items: center;
  background: var(--ground); color: var(--ink);
  font: 16px/1.55 "Inter Variable", ui-sans-serif, system-ui, -apple-system, "Segoe UI", sans-serif;
}
main {
  display: grid; grid-template-columns: minmax(0, 1fr); gap: 18px; width: min(440px, 100%); padding: 26px 22px;
  background: var(--card); border: 1px solid var(--line); border-radius: 16px;
}
h1, p, dl, dd { margin: 0; overflow-wrap: anywhere; }
h1 { font-size: 1.375rem; line-height: 1.25; font-weight: 640; letter-spacing: -0.015em; }
p, dt { color: var(--soft); font-size: 0.9375rem; }
dl { display: grid; gap: 10px; padding-block: 16px; border-block: 1px solid var(--line); }
dl div { display: flex; flex-wrap: wrap; gap: 2px 16px; justify-content: space-between; }
dd { font-weight: 560; font-variant-numeric: tabular-nums; min-width: 0; }
form { display: grid; }
button {
  min-height: 48px; padding: 10px 18px; border: 0; border-radius: 8px; cursor: pointer;
  background: var(--accent); color: var(--accent-ink); font: inherit; font-weight: 560;
}
a { color: var(--accent); text-underline-offset: 2px; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
`;
