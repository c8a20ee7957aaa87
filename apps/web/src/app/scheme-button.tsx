import { ActionIcon, type MantineColorScheme, useMantineColorScheme } from "@mantine/core";
import { IconDeviceDesktop, IconMoon, IconSun } from "@tabler/icons-react";

interface Scheme {
  label: string;
  Icon: typeof IconSun;
  next: MantineColorScheme;
}

const schemes: Record<MantineColorScheme, Scheme> = {
  auto: { label: "as the system", Icon: IconDeviceDesktop, next: "light" },
  light: { label: "light", Icon: IconSun, next: "dark" },
  dark: { label: "dark", Icon: IconMoon, next: "auto" },
};

/** Goes round: as the system, light, dark. */
export function SchemeButton() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const { label, Icon, next } = schemes[colorScheme];
  const name = `Colours: ${label}. Change to ${schemes[next].label}`;
  return (
    <ActionIcon size={38} aria-label={name} title={name} onClick={() => setColorScheme(next)}>
      <Icon size={19} stroke={1.6} />
    </ActionIcon>
  );
}
