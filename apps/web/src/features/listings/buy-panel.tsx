import type { ListingPage } from "@boltz/contract";
import { Button, Text } from "@mantine/core";
import { IconArrowBackUp, IconFileText, IconLock, IconShieldCheck } from "@tabler/icons-react";
import { lazy, Suspense } from "react";
import { may } from "../../api/may.ts";
import { useViewer } from "../../api/viewer.ts";
import { ButtonLink } from "../../components/links.tsx";
import { formatMoney, formatPrice, isFree } from "../../format/money.ts";
import { refundTerms } from "../../format/numbers.ts";
import { ReportStrategy } from "../flags/report-strategy.tsx";
import { WishButton } from "../following/wish-button.tsx";
import { FrozenNote, useFrozenPurchase } from "../library/frozen.tsx";
import { InstallButton } from "../library/install-button.tsx";
import { InstallCommand } from "../library/install-command.tsx";
import classes from "./strategy-page.module.css";

const ModerateListing = lazy(async () => ({
  default: (await import("../moderation/moderate-listing.tsx")).ModerateListing,
}));

interface BuyProps {
  listing: ListingPage;
  onBuy: () => void;
}

/** Price, terms and the one button, beside the story on a wide screen. */
export function BuyPanel({ listing, onBuy }: BuyProps) {
  const { owns } = listing.viewer;
  const frozen = useFrozenPurchase(listing);
  const mayRemove = useMayRemove(listing);
  return (
    <aside className={classes["panel"]} aria-label={owns ? "Install" : "Buy"}>
      <div className={classes["panelBody"]}>
        <div className={classes["offer"]}>
          {owns ? (
            <Text fw={620} size="lg">
              {frozen ? "Access is frozen" : "In your library"}
            </Text>
          ) : (
            <div className={`${classes["price"]} num`} data-free={isFree(listing.price) || undefined}>
              {formatPrice(listing.price)}
            </div>
          )}
          {frozen ? <FrozenNote purchase={frozen} /> : <BuyAction listing={listing} onBuy={onBuy} />}
        </div>
        <WishButton listing={listing} />
        {owns && !frozen && listing.latestVersion ? (
          <InstallCommand listingId={listing.id} version={listing.latestVersion.version} />
        ) : null}
        <ul className={classes["promises"]}>
          {isFree(listing.price) || owns ? null : (
            <li>
              <IconArrowBackUp size={18} stroke={1.6} aria-hidden />
              <span>
                {listing.refundDays === 0
                  ? "No refunds. Read the rules first: they are all on this page."
                  : `${refundTerms(listing.refundDays)}: full price back within ${listing.refundDays} days.`}
              </span>
            </li>
          )}
          <li>
            <IconFileText size={18} stroke={1.6} aria-hidden />
            <span>
              {listing.latestVersion
                ? `Version ${listing.latestVersion.version} as a signed bundle, and every later version.`
                : "The strategy as a signed bundle."}
            </span>
          </li>
          <li>
            <IconShieldCheck size={18} stroke={1.6} aria-hidden />
            <span>The installer checks the signature. No exchange key is ever asked for.</span>
          </li>
          {isFree(listing.price) || owns ? null : (
            <li>
              <IconLock size={18} stroke={1.6} aria-hidden />
              <span>You pay on the payment provider's page. We never see your card.</span>
            </li>
          )}
        </ul>
      </div>
      <div className={classes["report"]}>
        <ReportStrategy listing={listing} />
        {mayRemove ? (
          <Suspense>
            <ModerateListing listing={listing} />
          </Suspense>
        ) : null}
      </div>
    </aside>
  );
}

/** Whether the viewer may take it down, or say of what is down that it harms. */
function useMayRemove({ creator, status, harmful }: ListingPage) {
  const viewer = useViewer();
  const isOrWasPublic = status === "published" || status === "archived" || (status === "removed" && !harmful);
  return isOrWasPublic && may(viewer, "moderation.decide", { ownerId: creator.id });
}

/** The same on a phone: always in reach of the thumb. */
export function BuyBar({ listing, onBuy }: BuyProps) {
  const { owns } = listing.viewer;
  const frozen = useFrozenPurchase(listing);
  return (
    <aside className={classes["bar"]} aria-label={owns ? "Install" : "Buy"}>
      <div className={classes["barText"]}>
        <span className={`${classes["barPrice"]} num`}>
          {frozen ? "Access is frozen" : owns ? "In your library" : formatPrice(listing.price)}
        </span>
        <span className={classes["barTerms"]}>
          {frozen
            ? null
            : owns
              ? "Ready to install"
              : isFree(listing.price)
                ? "No card needed"
                : refundTerms(listing.refundDays)}
        </span>
      </div>
      {frozen ? (
        <ButtonLink
          to="/purchases/$purchaseId"
          params={{ purchaseId: frozen.id }}
          size="md"
          variant="default"
        >
          See why
        </ButtonLink>
      ) : (
        <BuyAction listing={listing} onBuy={onBuy} />
      )}
    </aside>
  );
}

function BuyAction({ listing, onBuy }: BuyProps) {
  const { owns, isCreator, pendingPurchaseId } = listing.viewer;
  if (owns) return <InstallButton listingId={listing.id} title={listing.title} />;
  if (isCreator)
    return (
      <ButtonLink to="/creator/listings/$listingId" params={{ listingId: listing.id }} size="md">
        Edit listing
      </ButtonLink>
    );
  if (pendingPurchaseId !== null)
    return (
      <ButtonLink to="/purchases/$purchaseId" params={{ purchaseId: pendingPurchaseId }} size="md">
        Continue your purchase
      </ButtonLink>
    );
  if (listing.status !== "published")
    return (
      <Button size="md" disabled>
        Not for sale
      </Button>
    );
  return (
    <Button size="md" onClick={onBuy}>
      {isFree(listing.price) ? "Add to library" : `Buy for ${formatMoney(listing.price)}`}
    </Button>
  );
}
