import { expect, test } from "vitest";
import { buyerInstalls } from "./proofs/installing.ts";
import {
  alteredReceiptIsBroken,
  browserAgreesWithNode,
  buyerReadsProof,
  readerCompares,
  readerIsToldOfCopies,
} from "./proofs/reading.ts";
import { proofsSeen } from "./proofs/screens.ts";
import { authorIsProved, authorIsToldWhatToMend } from "./proofs/writing.ts";
import { useStage } from "./screens/stage.ts";
import { useTerminals } from "./support/command-line.ts";

const stage = useStage({ proofs: true });
const newTerminal = useTerminals();

test("an author mends, tries and submits; a moderator sees the proof, and Explore shows it", () =>
  authorIsProved(stage()));

test("an author whose version does not pass is told what to mend, and led there", () =>
  authorIsToldWhatToMend(stage()));

test("a buyer reads the proof down to one trade, and gets the same result", () => buyerReadsProof(stage()));

test("a browser gets the bytes that Node signed", { timeout: 120_000 }, () => browserAgreesWithNode(stage()));

test("a buyer's command line runs it again before it installs it", async () =>
  buyerInstalls(stage(), await newTerminal()));

test("an altered receipt is called broken", () => alteredReceiptIsBroken(stage()));

test("a reader narrows by proof, and compares two", () => readerCompares(stage()));

test("a reader is told of copies, and of what was never run", () => readerIsToldOfCopies(stage()));

test("every screen of a proof is sound, narrow and wide, light and dark", { timeout: 240_000 }, async () => {
  expect(await proofsSeen(stage())).toEqual([]);
});
