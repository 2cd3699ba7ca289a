/** Keeps the board's size and grid while it is printed: drawings have the pixels of their cards on screen, so that the board is scaled to the page as a whole. */

/** CSS pixels that landscape pages of A4 and of Letter have both, inside margins of 10 mm. */
const page = { width: 980, height: 715 };

/** Has the board scaled whenever the page is printed, until the function that comes back is called. */
export function scaleInPrint(): () => void {
  addEventListener('beforeprint', measureBoard);
  return () => removeEventListener('beforeprint', measureBoard);
}

function measureBoard(): void {
  const board = document.querySelector<HTMLElement>('.board');
  if (!board || board.offsetWidth === 0 || board.offsetHeight === 0) return;
  const { offsetWidth: width, offsetHeight: height } = board;
  const { gridTemplateColumns, gridTemplateRows } = getComputedStyle(board);
  const kept = {
    width: `${width}px`,
    height: `${height}px`,
    columns: gridTemplateColumns,
    rows: gridTemplateRows,
    zoom: String(Math.min(page.width / width, page.height / height)),
  };
  for (const [name, value] of Object.entries(kept)) board.style.setProperty(`--printed-${name}`, value);
}
