/** Has the browser save what an address leads to, under a name, to the folder where it puts downloads. */
export function saveLink(address: string, name: string): void {
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
}

/** As {@link saveLink}, for text that the page made itself. */
export function saveText(text: string, type: string, name: string): void {
  const address = URL.createObjectURL(new Blob([text], { type }));
  saveLink(address, name);
  URL.revokeObjectURL(address);
}
