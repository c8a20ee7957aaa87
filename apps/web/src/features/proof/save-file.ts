/** Hands text to the reader as a file of JSON. */
export function saveFile(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  // The download has begun by the next task; until then the address must hold.
  setTimeout(() => URL.revokeObjectURL(address), 0);
}
