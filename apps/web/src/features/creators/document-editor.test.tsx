import { MantineProvider } from "@mantine/core";
import { cleanup, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { afterEach, expect, test } from "vitest";
import { DocumentEditor } from "./document-editor.tsx";
import { exampleDocument } from "./example-document.ts";
import { useDocumentCheck } from "./use-document-check.ts";

afterEach(cleanup);

function Editor({ first }: { first: string }) {
  const [text, setText] = useState(first);
  const { check, isChecking } = useDocumentCheck(text);
  return <DocumentEditor text={text} onChange={setText} check={check} isChecking={isChecking} />;
}

const draw = (first: string) =>
  render(
    <MantineProvider env="test">
      <Editor first={first} />
    </MantineProvider>,
  );
const area = () => screen.getByRole<HTMLTextAreaElement>("textbox", { name: "Strategy document" });

test("an empty editor offers the example, and the example is valid", async () => {
  draw("");
  expect(area().getAttribute("aria-invalid")).toBe("false");
  await userEvent.click(screen.getByRole("button", { name: "Start from the example" }));
  expect(await screen.findByText("This is a valid strategy.", {}, { timeout: 5_000 })).toBeTruthy();
  expect(area().value).toBe(exampleDocument);
});

test("an issue names its path and leads to its line", async () => {
  draw(exampleDocument.replace('"crossesAbove"', '"crossAbove"'));
  const go = await screen.findByRole("button", { name: /Go to line/ }, { timeout: 5_000 });
  expect(screen.getByText("long.entry")).toBeTruthy();
  expect(area().getAttribute("aria-invalid")).toBe("true");
  await userEvent.click(go);
  const { value, selectionStart, selectionEnd } = area();
  expect(value.slice(selectionStart, selectionEnd)).toContain('"entry"');
  expect(document.activeElement).toBe(area());
});
