import "@mantine/core/styles/ModalBase.layer.css";
import "@mantine/core/styles/Modal.layer.css";
import { Button, Modal, Text } from "@mantine/core";
import { useBlocker } from "@tanstack/react-router";
import classes from "./creators.module.css";

interface UnsavedGuardProps {
  /** Whether something typed would be lost; asked at the moment of leaving. */
  isDirty: () => boolean;
}

/** Asks before a screen with unsaved changes is left. */
export function UnsavedGuard({ isDirty }: UnsavedGuardProps) {
  const blocker = useBlocker({
    shouldBlockFn: isDirty,
    enableBeforeUnload: isDirty,
    withResolver: true,
  });
  const blocked = blocker.status === "blocked";
  return (
    <Modal opened={blocked} onClose={() => blocker.reset?.()} title="Leave without saving?" centered>
      <Text>What you changed here is not saved yet.</Text>
      <div className={classes["dialogActions"]}>
        <Button variant="default" onClick={() => blocker.reset?.()} data-autofocus>
          Stay
        </Button>
        <Button color="red" onClick={() => blocker.proceed?.()}>
          Leave without saving
        </Button>
      </div>
    </Modal>
  );
}
