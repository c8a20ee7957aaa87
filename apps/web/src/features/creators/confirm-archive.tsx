import "@mantine/core/styles/ModalBase.layer.css";
import "@mantine/core/styles/Modal.layer.css";
import { Button, Modal, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import classes from "./creators.module.css";

interface ConfirmArchiveProps {
  title: string;
  onConfirm: () => void;
  busy: boolean;
}

/** Archiving takes a listing off the market, so it asks once. */
export function ConfirmArchive({ title, onConfirm, busy }: ConfirmArchiveProps) {
  const [opened, dialog] = useDisclosure(false);
  return (
    <>
      <Button variant="default" onClick={dialog.open} disabled={busy} aria-label={`Archive ${title}`}>
        Archive
      </Button>
      <Modal opened={opened} onClose={dialog.close} title="Archive this listing?" centered>
        <Text>
          <strong>{title}</strong> leaves Explore and can no longer be bought. Buyers keep what they own, and
          you can restore it.
        </Text>
        <div className={classes["dialogActions"]}>
          <Button variant="default" onClick={dialog.close} data-autofocus>
            Keep it
          </Button>
          <Button
            color="red"
            onClick={() => {
              dialog.close();
              onConfirm();
            }}
          >
            Archive
          </Button>
        </div>
      </Modal>
    </>
  );
}
