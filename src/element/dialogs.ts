/** Opens and closes the dialogs of a shadow root so that they agree with the state. */
export function matchDialogs(root: ParentNode, isOpen: Readonly<Record<string, boolean>>): void {
  for (const [id, shouldBeOpen] of Object.entries(isOpen)) {
    const dialog = root.querySelector<HTMLDialogElement>(`dialog#${id}`);
    if (dialog === null || dialog.open === shouldBeOpen) continue;
    if (shouldBeOpen) dialog.showModal();
    else dialog.close();
  }
}
