import { idFromUuid, type Transaction, uuidFromId } from "@boltz/db";
import { sql } from "drizzle-orm";
import type { Section, SectionRow } from "./section.ts";

const columns = ["versionId", "name", "sha256", "createdAt", "text"] as const;
const before = "00000000-0000-0000-0000-000000000000";

interface FileRow {
  [column: string]: unknown;
  version: string;
  name: string;
}

/** The file behind another one. Each may take megabytes, so they are read one by one. */
const readNext = async (tx: Transaction, person: string, last: FileRow | undefined) => {
  const { rows } = await tx.execute<FileRow>(sql`
    select version_id as version, name, sha256, created_at as "createdAt", convert_from(data, 'UTF8') as text
    from attached_files where creator_id = ${person}
      and (version_id, name) > (${last?.version ?? before}::uuid, ${last?.name ?? ""})
    order by version_id, name limit 1`);
  return rows[0];
};

/** Files of another engine that the person uploaded, with what is in them. */
export const attachedSection: Section = {
  name: "attached-files",
  about: "The files of other engines that you uploaded.",
  covers: ["attached_files.creator_id"],
  columns,
  async *pages(tx, person): AsyncGenerator<readonly SectionRow[], void> {
    const uuid = uuidFromId("usr", person);
    let file = await readNext(tx, uuid, undefined);
    while (file !== undefined) {
      const { version, ...row } = file;
      yield [{ versionId: idFromUuid("ver", version), ...row }];
      file = await readNext(tx, uuid, file);
    }
  },
};
