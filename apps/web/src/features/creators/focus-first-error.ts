const patienceMs = 1_000;

/** Brings the first wrong field of a form into view and under the cursor, as soon as it is drawn as wrong. */
export function focusFirstError(form: HTMLElement | null) {
  const until = performance.now() + patienceMs;
  const look = () => {
    const wrong = form?.querySelector<HTMLElement>('[aria-invalid="true"]');
    if (wrong) wrong.focus();
    else if (performance.now() < until) window.requestAnimationFrame(look);
  };
  window.requestAnimationFrame(look);
}
