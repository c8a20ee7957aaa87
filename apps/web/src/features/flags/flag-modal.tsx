import "@mantine/core/styles/ModalBase.layer.css";
import "@mantine/core/styles/Modal.layer.css";
import { Modal, Text } from "@mantine/core";
import { useLocation } from "@tanstack/react-router";
import { useViewerQuery } from "../../api/viewer.ts";
import { ButtonLink } from "../../components/links.tsx";
import { ErrorPanel, LoadingLines } from "../../components/states.tsx";
import { ResendLink } from "../account/resend-link.tsx";
import { FlagForm, type Flagged } from "./flag-form.tsx";
import classes from "./flags.module.css";

interface FlagModalProps {
  flagged: Flagged;
  onReported: () => void;
  onClose: () => void;
}

/** Reports something to the moderators, once signed in with an address that is one's own. */
export function FlagModal({ flagged, onReported, onClose }: FlagModalProps) {
  const me = useViewerQuery();
  const here = useLocation({ select: (location) => location.href });
  return (
    <Modal
      opened
      onClose={onClose}
      title={"listingId" in flagged ? "Report this strategy" : "Report this review"}
      centered
      size={480}
      yOffset="2dvh"
    >
      {me.isPending ? (
        <LoadingLines lines={4} />
      ) : me.isError && !me.data ? (
        <ErrorPanel error={me.error} retry={me.refetch} />
      ) : !me.data ? (
        <div className={classes["stack"]}>
          <Text>Sign in to report something. You come back to this page.</Text>
          <ButtonLink to="/sign-in" search={{ next: here }} size="md" data-autofocus>
            Sign in
          </ButtonLink>
        </div>
      ) : !me.data.emailVerified ? (
        <div className={classes["stack"]}>
          <Text>
            Confirm your e-mail address first: open the link that we sent to <strong>{me.data.email}</strong>.
          </Text>
          <ResendLink email={me.data.email} next={here} />
        </div>
      ) : (
        <FlagForm flagged={flagged} onReported={onReported} onClose={onClose} />
      )}
    </Modal>
  );
}
