import { sha256Hex } from "@boltz/contract";
import { z } from "zod";

export const attachedFormat = "boltz.attached/1";

const listed = z.object({ name: z.string(), uploadedAs: z.string(), bytes: z.int(), sha256: sha256Hex });
const manifest = z.object({ format: z.literal(attachedFormat), files: z.array(listed) });
export type ListedFile = z.output<typeof listed>;

/** Whether a stored document lists files of another engine, and which. */
export const findAttached = (document: unknown): ListedFile[] | undefined =>
  manifest.safeParse(document).data?.files;

/** What there is to say of rules that nobody here reads: what they are, and which bytes. */
export const describeAttached = (files: readonly ListedFile[]) => [
  {
    title: "Files of another engine",
    sentences: [
      "Its rules are in files for freqtrade, which the marketplace stores and hands on and never runs, so it cannot tell them in words.",
      ...files.map(({ name, bytes, sha256 }) => `${name}: ${bytes} bytes, SHA-256 ${sha256}.`),
    ],
  },
];
