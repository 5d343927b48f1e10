/** Durations of ISO 8601 as a client writes a timeout: days, hours, minutes, seconds. */

const pattern = /^P(?=.)(?:(\d+)D)?(?:T(?=.)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?|\.\d+)S)?)?$/;

/**
 * Milliseconds, at least 1; undefined for what is no duration, is not positive, or counts in
 * years and months, which have no fixed length.
 */
export function readDurationMs(text: string): number | undefined {
  const parts = pattern.exec(text);
  if (parts === null) return undefined;
  const [days, hours, minutes, seconds] = parts.slice(1).map((part) => Number(part ?? 0));
  const totalS = (days ?? 0) * 86_400 + (hours ?? 0) * 3600 + (minutes ?? 0) * 60 + (seconds ?? 0);
  return totalS > 0 ? Math.max(1, Math.round(totalS * 1000)) : undefined;
}
