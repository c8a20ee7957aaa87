import { isId, type ListingCard } from "@boltz/contract";
import { useSyncExternalStore } from "react";

export const mostCompared = 4;

/** A strategy that was put aside for a comparison. */
export type ChosenListing = Pick<ListingCard, "id" | "title">;

const key = "boltz.compare";
const nothing: readonly ChosenListing[] = [];

const listeners = new Set<() => void>();
let read: { text: string | null; chosen: readonly ChosenListing[] } = { text: null, chosen: nothing };

/** By hand: the first screen loads no schema. */
function chosenOf(entry: unknown): ChosenListing[] {
  if (typeof entry !== "object" || entry === null || !("id" in entry) || !("title" in entry)) return [];
  const { id, title } = entry;
  return typeof id === "string" && isId("lst", id) && typeof title === "string" ? [{ id, title }] : [];
}

const parse = (text: string): readonly ChosenListing[] => {
  try {
    const stored: unknown = JSON.parse(text);
    return Array.isArray(stored) ? stored.flatMap(chosenOf).slice(0, mostCompared) : nothing;
  } catch {
    return nothing;
  }
};

/** The same array until what is stored changes, as React asks of a store. */
function readChosen(): readonly ChosenListing[] {
  const text = window.sessionStorage.getItem(key);
  if (text !== read.text) read = { text, chosen: text === null ? nothing : parse(text) };
  return read.chosen;
}

function write(chosen: readonly ChosenListing[]) {
  if (chosen.length === 0) window.sessionStorage.removeItem(key);
  else window.sessionStorage.setItem(key, JSON.stringify(chosen));
  for (const listener of listeners) listener();
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** What is chosen to be compared, for as long as the tab is open. */
export const useChosen = () => useSyncExternalStore(subscribe, readChosen);

/** Puts a listing in, or takes it out; nothing where four are chosen already. */
export function toggleChosen({ id, title }: ChosenListing) {
  const chosen = readChosen();
  if (chosen.some((other) => other.id === id)) write(chosen.filter((other) => other.id !== id));
  else if (chosen.length < mostCompared) write([...chosen, { id, title }]);
}

export const clearChosen = () => write([]);

/** The address of a comparison says whom it is of. */
export const idsText = (chosen: readonly { id: string }[]) => chosen.map(({ id }) => id).join(",");
