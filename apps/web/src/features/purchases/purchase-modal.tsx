import "@mantine/core/styles/ModalBase.layer.css";
import "@mantine/core/styles/Modal.layer.css";
import "@mantine/core/styles/Radio.layer.css";
import type { ListingPage } from "@boltz/contract";
import { Modal } from "@mantine/core";
import { useViewerQuery } from "../../api/viewer.ts";
import { ErrorPanel, LoadingLines } from "../../components/states.tsx";
import { isFree } from "../../format/money.ts";
import { ConfirmEmailFirst } from "./confirm-email-first.tsx";
import { OrderForm } from "./order-form.tsx";
import { SignInFirst } from "./sign-in-first.tsx";

interface PurchaseModalProps {
  listing: ListingPage;
  onClose: () => void;
}

/** One opening of the purchase: who buys, what, for how much, and what happens next. */
export function PurchaseModal({ listing, onClose }: PurchaseModalProps) {
  const me = useViewerQuery();
  return (
    <Modal
      opened
      onClose={onClose}
      title={isFree(listing.price) ? "Add to library" : "Buy this strategy"}
      centered
      size={480}
      yOffset="2dvh"
      closeButtonProps={{ "aria-label": "Close" }}
    >
      {me.isPending ? (
        <LoadingLines lines={4} />
      ) : me.isError && !me.data ? (
        <ErrorPanel error={me.error} retry={me.refetch} />
      ) : !me.data ? (
        <SignInFirst listing={listing} />
      ) : !me.data.emailVerified ? (
        <ConfirmEmailFirst email={me.data.email} />
      ) : (
        <OrderForm listing={listing} />
      )}
    </Modal>
  );
}
