// What stands in a text area, as bytes, which a circuit takes as a stream: they may be more than one of its messages. It takes no stream of nothing.
window.textOf = area => new TextEncoder().encode(area.value);
window.isEmpty = area => area.value.length === 0;
