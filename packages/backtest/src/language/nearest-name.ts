const longestName = 40;

/** Says which name was probably meant: the nearest known one within two edits, and the known ones (at most twelve). */
export function suggestNames(wanted: string, known: readonly string[]): string {
  if (known.length === 0) return "none is defined";
  const shown = known.slice(0, 12).join(", ") + (known.length > 12 ? ", …" : "");
  const nearest = nearestName(wanted, known);
  return nearest === undefined ? `known: ${shown}` : `did you mean "${nearest}"? known: ${shown}`;
}

/** Quotes a name out of a document, cut to a length that fits in a sentence. */
export const quoted = (name: string) =>
  JSON.stringify(name.length > longestName ? `${name.slice(0, longestName)}…` : name);

function nearestName(wanted: string, known: readonly string[]): string | undefined {
  if (wanted.length > longestName) return undefined;
  const ranked = known
    .map((name) => ({ name, distance: editDistance(wanted.toLowerCase(), name.toLowerCase()) }))
    .sort((a, b) => a.distance - b.distance);
  const best = ranked[0];
  return best !== undefined && best.distance <= Math.min(2, Math.ceil(wanted.length / 3))
    ? best.name
    : undefined;
}

/** Optimal string alignment distance: insertions, deletions, replacements and swaps of neighbours. */
function editDistance(a: string, b: string): number {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, column) => column)];
  const at = (row: number, column: number) => rows[row]?.[column] ?? 0;
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    rows.push(current);
    for (let column = 1; column <= b.length; column++) {
      const replaced = at(row - 1, column - 1) + (a[row - 1] === b[column - 1] ? 0 : 1);
      let least = Math.min(at(row - 1, column) + 1, at(row, column - 1) + 1, replaced);
      if (row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1])
        least = Math.min(least, at(row - 2, column - 2) + 1);
      current.push(least);
    }
  }
  return at(a.length, b.length);
}
