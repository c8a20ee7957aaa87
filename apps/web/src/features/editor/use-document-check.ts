import { useEffect, useState } from "react";
import { checkDocument, type DocumentCheck } from "./check-document.ts";

const pauseMs = 120;

/** Checks the text as soon as the typing pauses; the last check stays on screen until the next one is done. */
export function useDocumentCheck(text: string) {
  const [checked, setChecked] = useState<{ text: string; check: DocumentCheck }>();
  useEffect(() => {
    let current = true;
    const timer = window.setTimeout(async () => {
      const check = await checkDocument(text);
      if (current) setChecked({ text, check });
    }, pauseMs);
    return () => {
      current = false;
      window.clearTimeout(timer);
    };
  }, [text]);
  return { check: checked?.check, isChecking: checked?.text !== text };
}
