// What stands in a text area, as bytes, which a circuit takes as a stream: they may be more than one of its messages. It takes no stream of nothing.
window.textOf = area => new TextEncoder().encode(area.value);
window.isEmpty = area => area.value.length === 0;

// That something was written in an element marked data-writes, by whatever means. It is told by what stands around it: with each event of a text area Blazor sends all of its text, and a long one ends the circuit.
Blazor.registerCustomEventType('written', { createEventArgs: () => ({}) });
document.addEventListener('input', input => {
  if (input.target.matches('[data-writes]')) input.target.parentElement.dispatchEvent(new CustomEvent('written', { bubbles: true }));
});
