// What stands in a text area, as bytes, which a circuit takes as a stream: they may be more than one of its messages. It takes no stream of nothing.
window.textOf = area => new TextEncoder().encode(area.value);
window.isEmpty = area => area.value.length === 0;

// That something was written in an element marked data-writes, by whatever means. It is told by what stands around it: with each event of a text area Blazor sends all of its text, and a long one ends the circuit.
Blazor.registerCustomEventType('written', { createEventArgs: () => ({}) });
document.addEventListener('input', input => {
  if (input.target.matches('[data-writes]')) input.target.parentElement.dispatchEvent(new CustomEvent('written', { bubbles: true }));
});

// Marks a line of a text area and brings it to the middle. Lines do not wrap there, so each is as high as the first.
window.goToLine = (area, line) => {
  const lines = area.value.split('\n'), at = Math.min(line, lines.length) - 1;
  const begin = lines.slice(0, at).reduce((sum, text) => sum + text.length + 1, 0);
  area.focus();
  area.setSelectionRange(begin, begin + lines[at].length);
  area.scrollTop = (at + .5) * area.scrollHeight / lines.length - area.clientHeight / 2;
  area.scrollLeft = 0;
};
