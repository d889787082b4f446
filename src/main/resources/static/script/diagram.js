// Draws the diagrams of a page, with the marks that stand hidden inside each figure.
for (const figure of document.querySelectorAll('[data-diagram]')) {
  const details = figure.closest('details');
  if (details) details.addEventListener('toggle', () => details.open && draw(figure), {once: true});
  else draw(figure);
}

// Whoever waits for a trial or a move sees it go on.
if ([...document.querySelectorAll('[data-waiting]')].some((figure) => figure.dataset.waiting !== '0')) {
  setTimeout(() => location.reload(), 2000);
}

async function draw(figure) {
  const marks = [...figure.querySelectorAll('[data-element]')];
  const viewer = new BpmnJS({container: figure});
  try {
    const answer = await fetch(figure.dataset.diagram);
    await viewer.importXML(await answer.text());
  } catch {
    figure.hidden = true;
    return;
  }
  const canvas = viewer.get('canvas');
  const elements = viewer.get('elementRegistry');
  const overlays = viewer.get('overlays');
  canvas.zoom('fit-viewport', 'auto');
  // The page scrolls over the drawing; to look closer one holds Ctrl.
  viewer.get('zoomScroll').toggle(false);
  figure.addEventListener('wheel', (turn) => {
    if (!turn.ctrlKey) return;
    turn.preventDefault();
    canvas.zoom(canvas.zoom() * (turn.deltaY < 0 ? 1.15 : 0.87), {x: turn.offsetX, y: turn.offsetY});
  }, {passive: false});
  for (const {dataset} of marks) {
    if (!elements.get(dataset.element)) continue;
    // A mark on the process itself would colour all that it holds.
    if (dataset.mark && dataset.element !== canvas.getRootElement().id) canvas.addMarker(dataset.element, `mark-${dataset.mark}`);
    if (dataset.heat) canvas.addMarker(dataset.element, `heat-${dataset.heat}`);
    if (dataset.count) {
      overlays.add(dataset.element, {
        position: {top: -14, right: 4},
        // As large however small the diagram is drawn.
        scale: {min: 1},
        html: `<span class="crowd${dataset.end ? ' ended' : ''}">${Number(dataset.count)}</span>`
      });
    }
  }
}
