import "@mantine/core/styles/ScrollArea.layer.css";
import "@mantine/core/styles/Popover.layer.css";
import "@mantine/core/styles/Menu.layer.css";
import type { Viewer } from "@boltz/contract";
import { Menu, UnstyledButton, VisuallyHidden } from "@mantine/core";
import {
  IconChevronDown,
  IconHeart,
  IconLogout,
  IconReceipt,
  IconScale,
  IconUser,
} from "@tabler/icons-react";
import { Link, useNavigate } from "@tanstack/react-router";
import { identityChanged } from "../api/viewer.ts";
import { notify } from "../components/notify.ts";
import classes from "./header.module.css";
import type { AdminPlace, Place } from "./places.ts";

interface AccountMenuProps {
  viewer: Viewer;
  places: readonly Place[];
  adminPlaces: readonly AdminPlace[];
}

const initialsOf = (name: string) =>
  name
    .split(/\s+/u)
    .map((word) => word.charAt(0))
    .slice(0, 2)
    .join("")
    .toUpperCase();

export function AccountMenu({ viewer, places, adminPlaces }: AccountMenuProps) {
  const signOut = useSignOut();
  return (
    <Menu position="bottom-end" width={236} withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <UnstyledButton className={classes["account"]}>
          <VisuallyHidden>Account of {viewer.name}</VisuallyHidden>
          <span className={classes["initials"]} aria-hidden>
            {initialsOf(viewer.name)}
          </span>
          <IconChevronDown size={15} stroke={1.8} aria-hidden />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label className={classes["who"]}>
          {viewer.name}
          <br />
          {viewer.email}
        </Menu.Label>
        {places.map(({ to, label }) => (
          <Menu.Item key={to} component={Link} to={to} className={classes["narrowOnly"] ?? ""}>
            {label}
          </Menu.Item>
        ))}
        {adminPlaces.length > 0 ? (
          <Menu.Label className={classes["narrowOnly"] ?? ""}>Admin</Menu.Label>
        ) : null}
        {adminPlaces.map(({ to, label }) => (
          <Menu.Item key={to} component={Link} to={to} className={classes["narrowOnly"] ?? ""}>
            {label}
          </Menu.Item>
        ))}
        <Menu.Divider className={classes["narrowOnly"] ?? ""} />
        <Menu.Item component={Link} to="/wishlist" leftSection={<IconHeart size={16} stroke={1.6} />}>
          Wish-list
        </Menu.Item>
        <Menu.Item component={Link} to="/purchases" leftSection={<IconReceipt size={16} stroke={1.6} />}>
          Purchases
        </Menu.Item>
        <Menu.Item component={Link} to="/standing" leftSection={<IconScale size={16} stroke={1.6} />}>
          Decisions about you
        </Menu.Item>
        <Menu.Item component={Link} to="/account" leftSection={<IconUser size={16} stroke={1.6} />}>
          Account
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={16} stroke={1.6} />} onClick={() => void signOut()}>
          Sign out
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function useSignOut() {
  const navigate = useNavigate();
  return async () => {
    const { authClient } = await import("../api/auth-client.ts");
    const { error } = await authClient.signOut();
    if (error) return notify("Signing out did not work. Try again.", "bad");
    await navigate({ to: "/" });
    await identityChanged();
    return notify("You are signed out.");
  };
}
