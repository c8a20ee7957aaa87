import type { FieldIssue } from "@boltz/contract";
import { issuesByField } from "../../api/errors.ts";
import { checkDocument, type DocumentIssue, placeIssues } from "../editor/check-document.ts";

/** A version as it is being typed. */
export interface VersionDraft {
  name: string;
  version: string;
  text: string;
  changelog: string;
}

export interface VersionErrors {
  name?: string;
  version?: string;
  changelog?: string;
  document?: DocumentIssue[];
}

export const emptyVersion: VersionDraft = { name: "", version: "1.0.0", text: "", changelog: "" };

const versionShape = /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)$/;

/** What is wrong with a version, and, when nothing is, the document to send. */
export async function readVersion(draft: VersionDraft, withName: boolean) {
  const errors: VersionErrors = {};
  const nameLength = draft.name.trim().length;
  if (withName && nameLength < 3) errors.name = "Write at least 3 characters";
  if (!versionShape.test(draft.version)) errors.version = "Must look like 1.2.0";
  const check = await checkDocument(draft.text);
  if (draft.text.trim() === "") errors.document = check.issues;
  const fine = Object.keys(errors).length === 0 && check.issues.length === 0;
  return {
    errors,
    fields:
      fine && check.document !== null
        ? { version: draft.version, document: check.document, changelog: draft.changelog.trim() }
        : null,
  };
}

/** The server's issues on the version's fields, those of the document at their lines. */
export function versionErrorsOf(text: string, issues: readonly FieldIssue[]) {
  const inDocument = issues.filter(({ path }) => path[0] === "document");
  const others = issues.filter(({ path }) => path[0] !== "document");
  const { byField, rest } = issuesByField(others, ["name", "version", "changelog"]);
  const errors: VersionErrors = {
    ...byField,
    ...(inDocument.length > 0
      ? {
          document: placeIssues(
            text,
            inDocument.map(({ path, message }) => ({ path: path.slice(1), message })),
          ),
        }
      : {}),
  };
  return { errors, rest };
}

/** The number after this one, for a small change: 1.2.0 becomes 1.3.0. */
export function nextVersion(version: string | undefined): string {
  const [major = "1", minor = "0"] = (version ?? "").split(".");
  return version === undefined || !versionShape.test(version) ? "1.0.0" : `${major}.${BigInt(minor) + 1n}.0`;
}
