import { Anchor, type AnchorProps, Button, type ButtonProps } from "@mantine/core";
import { createLink } from "@tanstack/react-router";
import type { ComponentProps } from "react";

type OfAnchor<P> = P & Omit<ComponentProps<"a">, keyof P>;

const RoutedAnchor = (props: OfAnchor<AnchorProps>) => <Anchor {...props} />;
const RoutedButton = (props: OfAnchor<ButtonProps>) => <Button component="a" {...props} />;

/** A text link to another screen. */
export const AnchorLink = createLink(RoutedAnchor);

/** A link to another screen that looks like a button. */
export const ButtonLink = createLink(RoutedButton);
