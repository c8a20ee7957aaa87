import type pg from "pg";

/** One query a kind of object; each row is one line of the description. */
const parts = {
  "tables and columns": `
    SELECT format('%s.%s %s%s%s', c.relname, a.attname, format_type(a.atttypid, a.atttypmod),
             CASE WHEN a.attnotnull THEN ' not null' ELSE '' END,
             coalesce(CASE WHEN a.attgenerated = 's' THEN ' generated always as ' ELSE ' default ' END
               || pg_get_expr(d.adbin, d.adrelid), '')) AS line
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
    WHERE c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace ORDER BY c.relname, a.attnum`,
  constraints: `
    SELECT format('%s: %s %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) AS line FROM pg_constraint
    WHERE connamespace = 'public'::regnamespace AND contype <> 'n' ORDER BY conrelid::regclass::text, conname`,
  indexes: `
    SELECT indexdef AS line FROM pg_indexes WHERE schemaname = 'public' ORDER BY tablename, indexname`,
  "row level security": `
    SELECT format('%s: %s, %s', relname, CASE WHEN relrowsecurity THEN 'enabled' ELSE 'OFF' END,
             CASE WHEN relforcerowsecurity THEN 'forced' ELSE 'NOT FORCED' END) AS line FROM pg_class
    WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace ORDER BY relname`,
  policies: `
    SELECT format('%s: %s for %s to %s%s%s', tablename, policyname, lower(cmd), array_to_string(roles, ', '),
             coalesce(' using ' || qual, ''), coalesce(' with check ' || with_check, '')) AS line
    FROM pg_policies WHERE schemaname = 'public' ORDER BY tablename, policyname`,
  privileges: `
    SELECT format('%s: %s may %s', c.relname, r.rolname, string_agg(lower(x.privilege_type), ', ' ORDER BY x.privilege_type)) AS line
    FROM pg_class c CROSS JOIN LATERAL aclexplode(c.relacl) x JOIN pg_roles r ON r.oid = x.grantee
    WHERE c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace AND r.rolname LIKE 'boltz%' AND r.rolname <> 'boltz_owner'
    GROUP BY c.relname, r.rolname ORDER BY c.relname, r.rolname`,
  triggers: `
    SELECT pg_get_triggerdef(oid) AS line FROM pg_trigger WHERE NOT tgisinternal
      AND tgrelid IN (SELECT oid FROM pg_class WHERE relnamespace = 'public'::regnamespace)
    ORDER BY tgrelid::regclass::text, tgname`,
  functions: `
    SELECT pg_get_functiondef(p.oid) AS line FROM pg_proc p WHERE p.pronamespace = 'app'::regnamespace
    ORDER BY p.proname, p.oid::regprocedure::text`,
} as const;

/** The schema as text, the same for the same schema: what is committed as `schema.sql` and held against a fresh migration. */
export const describeSchema = async (client: pg.Client | pg.Pool): Promise<string> => {
  const sections: string[] = [];
  for (const [title, query] of Object.entries(parts)) {
    const { rows } = await client.query<{ line: string }>(query);
    sections.push(`-- ${title}\n${rows.map((row) => row.line.replaceAll("\r", "").trimEnd()).join("\n")}\n`);
  }
  return sections.join("\n");
};
