/** Brings the first wrong field of a form into view and under the cursor. */
export function focusFirstError(form: HTMLElement | null) {
  window.requestAnimationFrame(() => {
    form?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  });
}
