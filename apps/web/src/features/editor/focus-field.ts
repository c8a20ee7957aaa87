import { pathText } from "./check-document.ts";
import type { JsonPath } from "./json-tree.ts";

const fields = "input, select, textarea, button";

/** Puts the cursor into the form's field of a path, or into the first one of its nearest parent that has any. */
export function focusField(frame: HTMLElement | null, path: JsonPath) {
  for (let length = path.length; length > 0; length--) {
    const where = CSS.escape(pathText(path.slice(0, length)));
    const place = frame?.querySelector<HTMLElement>(`[data-path="${where}"]`);
    const field = place?.matches(fields) ? place : place?.querySelector<HTMLElement>(fields);
    if (!field) continue;
    field.scrollIntoView({ block: "center" });
    field.focus({ preventScroll: true });
    return;
  }
}
