import { pathText } from "./check-document.ts";
import type { JsonPath } from "./json-tree.ts";

const fields = "input, select, textarea, button";
const patienceMs = 5_000;

/**
 * Puts the cursor into the form's field of a path, or into the first one of its nearest parent that has any, as soon as
 * the form is drawn.
 */
export function focusField(frame: HTMLElement | null, path: JsonPath) {
  const until = performance.now() + patienceMs;
  const look = () => {
    const field = fieldOf(frame, path);
    if (field) {
      field.scrollIntoView({ block: "center" });
      field.focus({ preventScroll: true });
    } else if (frame?.isConnected && performance.now() < until) window.requestAnimationFrame(look);
  };
  window.requestAnimationFrame(look);
}

function fieldOf(frame: HTMLElement | null, path: JsonPath): HTMLElement | undefined {
  for (let length = path.length; length > 0; length--) {
    const where = CSS.escape(pathText(path.slice(0, length)));
    const place = frame?.querySelector<HTMLElement>(`[data-path="${where}"]`);
    const field = place?.matches(fields) ? place : place?.querySelector<HTMLElement>(fields);
    if (field) return field;
  }
  return undefined;
}
