import "@mantine/core/styles/ModalBase.layer.css";
import "@mantine/core/styles/Drawer.layer.css";
import { Button, Drawer } from "@mantine/core";
import type { ReactNode } from "react";

interface FilterDrawerProps {
  opened: boolean;
  onClose: () => void;
  children: ReactNode;
}

/** The filters on a phone. */
export const FilterDrawer = ({ opened, onClose, children }: FilterDrawerProps) => (
  <Drawer
    opened={opened}
    onClose={onClose}
    title="Narrow the list"
    position="bottom"
    size="85%"
    radius="lg"
    closeButtonProps={{ "aria-label": "Close the filters" }}
  >
    {children}
    <Button fullWidth mt="lg" size="md" onClick={onClose}>
      Show strategies
    </Button>
  </Drawer>
);
