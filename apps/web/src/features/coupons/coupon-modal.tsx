import "@mantine/core/styles/ModalBase.layer.css";
import "@mantine/core/styles/Modal.layer.css";
import "@mantine/core/styles/Radio.layer.css";
import "@mantine/core/styles/Fieldset.layer.css";
import type { OwnListing, Viewer } from "@boltz/contract";
import { Button, Modal } from "@mantine/core";
import { ErrorPanel } from "../../components/states.tsx";
import { CouponFields } from "./coupon-fields.tsx";
import { CouponPreview } from "./coupon-preview.tsx";
import classes from "./coupons.module.css";
import { useNewCoupon } from "./use-new-coupon.ts";

interface CouponModalProps {
  viewer: Viewer;
  /** The creator's listings that cost something. */
  listings: readonly OwnListing[];
  onClose: () => void;
}

/** A new coupon, with what it will do said while it is being written. */
export function CouponModal({ viewer, listings, onClose }: CouponModalProps) {
  const coupon = useNewCoupon(viewer, listings, onClose);
  return (
    <Modal
      opened
      onClose={coupon.busy ? () => undefined : onClose}
      title="New coupon"
      size={920}
      centered
      closeOnClickOutside={false}
    >
      <form
        ref={coupon.form}
        noValidate
        className={classes["form"]}
        onSubmit={(event) => {
          event.preventDefault();
          coupon.save();
        }}
      >
        <div className={classes["fields"]}>
          <CouponFields coupon={coupon} />
        </div>
        <div className={classes["outcome"]}>
          <CouponPreview draft={coupon.draft} listings={listings} ownerId={viewer.id} />
          {coupon.failure ? <ErrorPanel error={coupon.failure} title="The coupon is not made yet" /> : null}
          <div className={classes["dialogActions"]}>
            <Button variant="default" onClick={onClose} disabled={coupon.busy}>
              Cancel
            </Button>
            <Button type="submit" loading={coupon.busy}>
              Create the coupon
            </Button>
          </div>
        </div>
      </form>
    </Modal>
  );
}
