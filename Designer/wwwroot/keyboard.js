// One key, one act: an element marked data-key="x" is clicked, or focused where it is an input, when a person presses x outside of a text.
// None of it where the person switched single keys off (WCAG 2.1.4): whoever dictates says them by accident.
// j and k walk through elements marked data-row; Enter follows the link that has the focus, as everywhere.
(() => {
  const types = element => element?.closest('input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable=true]');
  const walk = step => {
    const rows = [...document.querySelectorAll('[data-row]')];
    if (rows.length === 0) return;
    const at = rows.indexOf(document.activeElement.closest('[data-row]'));
    rows[Math.min(Math.max(at + step, 0), rows.length - 1)].focus();
  };
  document.addEventListener('keydown', press => {
    if (document.documentElement.dataset.keys === 'off') return;
    if (press.ctrlKey || press.altKey || press.metaKey || press.isComposing || types(press.target)) return;
    if (document.querySelector('.mud-dialog') && press.key !== 'Escape') return;
    if (press.key === 'j' || press.key === 'k') {
      press.preventDefault();
      walk(press.key === 'j' ? 1 : -1);
      return;
    }
    const target = [...document.querySelectorAll('[data-key]')].find(element => element.dataset.key === press.key && !element.disabled);
    if (!target) return;
    press.preventDefault();
    if (target.matches('input, textarea, select')) {
      target.focus();
      target.select?.();
    } else {
      target.click();
    }
  });
})();
