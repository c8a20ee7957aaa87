import { MantineProvider } from "@mantine/core";
import { cleanup, render } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import { MarkdownText } from "./markdown-text.tsx";

afterEach(cleanup);

const draw = (text: string) => {
  const { container } = render(
    <MantineProvider env="test">
      <MarkdownText text={text} />
    </MantineProvider>,
  );
  return container;
};

const hostile = [
  "[click](javascript:alert(1))",
  "[click](JaVaScRiPt:alert(1))",
  "[click](&#106;avascript:alert(1))",
  "[click](java\nscript:alert(1))",
  "[click](vbscript:msgbox(1))",
  "[click](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
  "<javascript:alert(1)>",
  "![x](javascript:alert(1))",
  "![x](data:image/svg+xml;base64,PHN2ZyBvbmxvYWQ9YWxlcnQoMSk+)",
  '![x](https://evil.test/p.png "onerror=alert(1)")',
  "<script>alert(1)</script>",
  "<img src=x onerror=alert(1)>",
  "<svg onload=alert(1)><use href='data:image/svg+xml,x#y'/></svg>",
  "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
  "<a href='javascript:alert(1)' style='position:fixed'>x</a>",
  "<form action='https://evil.test'><input name=password><button>Sign in</button></form>",
  "<style>* { display: none }</style>",
  "<details open ontoggle=alert(1)>",
  "<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
  "[ref]: javascript:alert(1)\n\n[click][ref]",
];

test.each(hostile)("%s is inert", (text) => {
  const container = draw(`Before\n\n${text}\n\nAfter`);
  expect(container.textContent).toContain("Before");
  expect(container.textContent).toContain("After");
  const markup = container.querySelector("div")?.querySelectorAll("*") ?? [];
  for (const element of markup) {
    expect(["P", "A", "EM", "BR"]).toContain(element.tagName);
    for (const { name } of element.attributes) expect(name).not.toMatch(/^on|^src|^action|^formaction/);
    const address = element.getAttribute("href");
    if (address !== null && address !== "") expect(address).toMatch(/^(https?:|mailto:|#|\/)/);
  }
});

test("a link of an author leaves without a referrer, and what is harmless stays", () => {
  const container = draw(
    "# Rules\n\n**Bold** [site](https://example.test/a)\n\n- [x] done\n\n| a | b |\n|---|---|\n| 1 | 2 |",
  );
  const link = container.querySelector("a");
  expect(link?.getAttribute("href")).toBe("https://example.test/a");
  expect(link?.getAttribute("rel")).toBe("noopener noreferrer nofollow ugc");
  expect(container.querySelector("h3")?.textContent).toBe("Rules");
  expect(container.querySelectorAll("td")).toHaveLength(2);
});
