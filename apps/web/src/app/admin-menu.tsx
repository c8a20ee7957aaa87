import "@mantine/core/styles/ScrollArea.layer.css";
import "@mantine/core/styles/Popover.layer.css";
import "@mantine/core/styles/Menu.layer.css";
import { Menu, UnstyledButton } from "@mantine/core";
import { IconChevronDown } from "@tabler/icons-react";
import { Link, useLocation } from "@tanstack/react-router";
import classes from "./header.module.css";
import type { AdminPlace } from "./places.ts";

/** The rooms of our staff behind one word, so that the header holds however many there are. */
export function AdminMenu({ places }: { places: readonly AdminPlace[] }) {
  const isHere = useLocation({ select: ({ pathname }) => pathname.startsWith("/admin/") });
  return (
    <Menu position="bottom-start" width={200} withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <UnstyledButton
          className={`${classes["navLink"]} ${classes["navMenu"]}`}
          data-current={isHere || undefined}
        >
          Admin
          <IconChevronDown size={14} stroke={1.8} aria-hidden />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {places.map(({ to, label }) => (
          <Menu.Item key={to} component={Link} to={to}>
            {label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
