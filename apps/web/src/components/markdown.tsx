import { Skeleton } from "@mantine/core";
import { lazy, Suspense } from "react";

const MarkdownText = lazy(async () => ({
  default: (await import("./markdown-text.tsx")).MarkdownText,
}));

/** An author's markdown; the reader of it is loaded when there is some. */
export const Markdown = ({ text }: { text: string }) => (
  <Suspense fallback={<Skeleton height={120} />}>
    <MarkdownText text={text} />
  </Suspense>
);
