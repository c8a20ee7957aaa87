// Needs nothing but Node: whoever has an audit.csv can read here how the chain is checked, and check it.
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";

const columns = [
  "seq",
  "id",
  "at",
  "actor_id",
  "actor_label",
  "action",
  "subject_type",
  "subject_id",
  "detail",
  "prev_hash",
  "hash",
] as const;
type Link = Record<(typeof columns)[number], string>;

export interface FileFault {
  seq: string;
  fault: "altered" | "missing" | "unlinked" | "anchor";
}

export interface VerifiedFile {
  rows: number;
  /** The last entry: what the mailed anchors and the page are compared with. */
  head: { seq: string; hash: string };
  /** At most the first hundred. */
  faults: FileFault[];
}

const MOST = 100;

async function* linesOf(path: string): AsyncGenerator<string, void> {
  let rest = "";
  for await (const chunk of createReadStream(path, "utf8")) {
    const lines = `${rest}${chunk}`.split("\r\n");
    rest = lines.pop() ?? "";
    yield* lines;
  }
  if (rest !== "") throw new Error("The file ends within a line: it is not whole.");
}

const cellsOf = (line: string): string[] =>
  [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(
    ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? "",
  );

/** Takes back the mark that keeps a spreadsheet from reading a cell as a formula. */
const withoutMark = (cell: string) => cell.replace(/^'(?=[=+\-@\t\r\uff1d\uff0b\uff0d\uff20])/, "");

const linkOf = (line: string): Link => {
  const cells = cellsOf(line).map(withoutMark);
  const [seq, id, at, actorId, actorLabel, action, subjectType, subjectId, detail, prevHash, hash] = cells;
  if (hash === undefined || cells.length !== columns.length || !/^[1-9][0-9]{0,17}$/.test(seq ?? ""))
    throw new Error(`This is no line of an audit.csv: ${line.slice(0, 80)}`);
  return {
    ...{ seq: seq ?? "", id: id ?? "", at: at ?? "", actor_id: actorId ?? "", actor_label: actorLabel ?? "" },
    ...{ action: action ?? "", subject_type: subjectType ?? "", subject_id: subjectId ?? "" },
    ...{ detail: detail ?? "", prev_hash: prevHash ?? "", hash },
  };
};

/** What an entry's hash has to be: SHA-256 over its fields, one to a line, the hash before it first. */
const digestOf = (link: Link): string =>
  createHash("sha256")
    .update(
      [
        link.prev_hash,
        link.seq,
        link.id,
        link.actor_id === "" ? "-" : link.actor_id,
        link.actor_label,
        link.action,
        link.subject_type,
        link.subject_id,
        link.detail,
        link.at,
      ].join("\n"),
    )
    .digest("hex");

/** Where a link does not go on from the one before it. */
const breaksBetween = (before: { seq: string; hash: string }, link: Link): FileFault[] => {
  const [last, next] = [BigInt(before.seq), BigInt(link.seq)];
  const gone = Number(next - last - 1n);
  if (gone > 0)
    return Array.from({ length: Math.min(gone, MOST) }, (_, index) => ({
      seq: (last + 1n + BigInt(index)).toString(),
      fault: "missing" as const,
    }));
  return gone < 0 || link.prev_hash !== before.hash ? [{ seq: link.seq, fault: "unlinked" }] : [];
};

/**
 * Recomputes the chain of an unfiltered audit.csv. `anchors` are hashes by their place, as they were mailed:
 * only they tell a chain that was rewritten from some place on. Throws where the file is no such export.
 */
export const verifyAuditFile = async (
  path: string,
  anchors: ReadonlyMap<string, string>,
): Promise<VerifiedFile> => {
  const faults: FileFault[] = [];
  const unseen = new Map(anchors);
  let head = { seq: "0", hash: "0".repeat(64) };
  let rows = -1;
  for await (const line of linesOf(path)) {
    rows += 1;
    if (rows === 0) {
      if (line.replace(/^\ufeff/, "") !== columns.join(","))
        throw new Error("This is no audit.csv: its first line names other columns.");
      continue;
    }
    const link = linkOf(line);
    faults.push(...breaksBetween(head, link));
    if (digestOf(link) !== link.hash) faults.push({ seq: link.seq, fault: "altered" });
    if (unseen.get(link.seq) === link.hash) unseen.delete(link.seq);
    head = { seq: link.seq, hash: link.hash };
  }
  if (rows < 0) throw new Error("The file is empty.");
  for (const seq of unseen.keys()) faults.push({ seq, fault: "anchor" });
  return { rows, head, faults: faults.slice(0, MOST) };
};
