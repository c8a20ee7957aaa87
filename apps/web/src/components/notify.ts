/** Says that something happened; the machinery for it is loaded with the first thing to say. */
export async function notify(message: string, tone: "good" | "bad" = "good") {
  const { notifications } = await import("@mantine/notifications");
  notifications.show({
    message,
    color: tone === "good" ? "green" : "red",
    role: tone === "good" ? "status" : "alert",
  });
}
