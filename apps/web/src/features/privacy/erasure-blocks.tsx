import type { ErasureBlock } from "@boltz/contract";
import { erasureBlockSentences } from "@boltz/domain";
import { AnchorLink } from "../../components/links.tsx";
import classes from "./privacy.module.css";

const purchases = { to: "/purchases", label: "Your purchases" } as const;
const payouts = { to: "/creator/payouts", label: "Your payouts" } as const;

const whereToSettle = {
  staff_role: null,
  pending_purchase: purchases,
  open_dispute: purchases,
  open_refund: purchases,
  payout_under_way: payouts,
  money_left: payouts,
  debt_left: payouts,
} as const satisfies Record<ErasureBlock, typeof purchases | typeof payouts | null>;

/** What stands in the way of an erasure, and where each of it can be settled. */
export const ErasureBlocks = ({ blocks }: { blocks: readonly ErasureBlock[] }) => (
  <ul className={classes["blocks"]}>
    {blocks.map((block) => {
      const place = whereToSettle[block];
      return (
        <li key={block}>
          {erasureBlockSentences[block]}
          {place === null ? null : (
            <>
              {" "}
              <AnchorLink to={place.to} underline="always">
                {place.label}
              </AnchorLink>
            </>
          )}
        </li>
      );
    })}
  </ul>
);
