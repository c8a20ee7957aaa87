import { safeNext } from "../../app/address-bar.ts";

const key = "boltz-way-back";

/** The link in the mail always ends on one page; this browser remembers what the person was about to do. */
export function rememberWayBack(next: string | undefined) {
  try {
    if (next === undefined) localStorage.removeItem(key);
    else localStorage.setItem(key, next);
  } catch {
    // Without storage the person goes on from the front page.
  }
}

export function wayBack(): string | undefined {
  try {
    const next = localStorage.getItem(key);
    return next === null ? undefined : safeNext(next);
  } catch {
    return undefined;
  }
}
