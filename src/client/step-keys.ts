/** Arrow keys, `p` and `n` go to the page before and the next one. */
const keys: Readonly<Record<string, string>> = {
  ArrowLeft: 'prev',
  p: 'prev',
  ArrowRight: 'next',
  n: 'next',
};

document.addEventListener('keydown', (event) => {
  if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey)
    return;
  const target = event.target instanceof Element ? event.target : undefined;
  if (target?.closest('input, textarea, select, [contenteditable], .cm-editor')) return;
  const rel = keys[event.key];
  const link = rel && document.querySelector<HTMLAnchorElement>(`nav.step a[rel="${rel}"]`);
  if (link) link.click();
});
