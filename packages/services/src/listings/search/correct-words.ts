import type { Reader } from "@boltz/db";
import { spelling } from "./terms.ts";

const longestMended = 12;

interface Mended {
  word: string;
  known: boolean;
  nearest: string | null;
}

/**
 * The same words with each unknown one replaced by the known word that looks most like it; null where
 * every word is known or nothing looks alike. Operators are dropped: this is a guess at what was meant.
 */
export const correctWords = async (reader: Reader, words: string): Promise<string | null> => {
  const asked = (spelling(words).match(/[\p{L}\p{N}]{3,40}/gu) ?? []).slice(0, longestMended);
  if (asked.length === 0) return null;
  const rows = await reader<Mended[]>`
    select a.word, exists (select 1 from search_words w where w.word = a.word and w.listings > 0) as known, n.word as nearest
    from unnest(${asked}::text[]) with ordinality a(word, place)
      left join lateral (
        select w.word from search_words w where w.word % a.word and w.listings > 0
        order by similarity(w.word, a.word) desc, w.listings desc, w.word limit 1) n on true
    order by a.place`;
  const mended = rows.map(({ word, known, nearest }) => (known ? word : (nearest ?? word)));
  const corrected = mended.join(" ");
  return corrected === asked.join(" ") ? null : corrected;
};
