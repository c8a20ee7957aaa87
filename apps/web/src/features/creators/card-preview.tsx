import { useViewer } from "../../api/viewer.ts";
import { parseMajor } from "../../format/money.ts";
import { CardFace } from "../listings/card-face.tsx";
import classes from "./creators.module.css";
import type { ListingDraft } from "./listing-draft.ts";

/** The listing's card as Explore will show it. */
export function CardPreview({ draft, seed }: { draft: ListingDraft; seed: string }) {
  const viewer = useViewer();
  const parsed = parseMajor(draft.amount, draft.currency);
  return (
    <section className={classes["cardPreview"]} aria-label="Preview in Explore">
      <p>In Explore</p>
      <CardFace
        card={{
          summary: draft.summary.trim() === "" ? "The summary appears here." : draft.summary,
          tags: draft.tags,
          price: { amountMinor: parsed.ok ? parsed.amountMinor : "0", currency: draft.currency },
          refundDays: draft.refundDays,
          rating: { mean: null, count: 0 },
          totalSales: 0,
          creatorName: viewer?.creator?.displayName ?? "you",
        }}
        title={draft.title.trim() === "" ? "The title appears here" : draft.title}
        seed={seed}
      />
    </section>
  );
}
