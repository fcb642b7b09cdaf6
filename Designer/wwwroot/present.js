// Where a picture is wider than the screen, the part that is marked as present comes to its middle. The page around it stays where it is.
window.showPresent = region => {
  const now = region.querySelector('.now');
  if (!now) return;
  const [place, frame] = [now.getBoundingClientRect(), region.getBoundingClientRect()];
  region.scrollLeft += place.left - frame.left - (frame.width - place.width) / 2;
};
