/** Which rows of a long list stand between the edges of the screen: plain arithmetic. */

export interface RowWindow {
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
}

/** Rows drawn beyond each edge of the screen, so that quick scrolling shows no hole. */
const overscanRows = 12;

/** The rows between the screen's edges; starts are even, so that stripes of work stay few. */
export function rowsInSight(
  topPx: number,
  screenPx: number,
  rowHeightPx: number,
  count: number,
): RowWindow {
  const first = Math.floor(-topPx / rowHeightPx) - overscanRows;
  const last = Math.ceil((screenPx - topPx) / rowHeightPx) + overscanRows;
  const start = Math.max(0, Math.min(first - (((first % 4) + 4) % 4), count));
  return { start, end: Math.max(start, Math.min(count, last + 4 - (((last % 4) + 4) % 4))) };
}
