/** Escape closes an open menu and goes back to what opened it; so does going elsewhere, by mouse or by keyboard. */
export function closeMenus(): void {
  document.addEventListener('click', ({ target }) => closeAllBut(target));
  document.addEventListener('focusin', ({ target }) => closeAllBut(target));
  document.addEventListener('keydown', ({ key, target }) => {
    if (key !== 'Escape' || !(target instanceof Element)) return;
    const menu = target.closest<HTMLDetailsElement>('details[data-menu][open]');
    if (!menu) return;
    menu.open = false;
    menu.querySelector('summary')?.focus();
  });
}

function closeAllBut(within: EventTarget | null): void {
  for (const menu of document.querySelectorAll<HTMLDetailsElement>('details[data-menu][open]')) {
    if (!(within instanceof Node && menu.contains(within))) menu.open = false;
  }
}
