/** Far more than any file system rounds its times to. */
const settledMs = 2000;

/**
 * Whether a folder's or file's time is old enough to tell by it that nothing changed since: two changes right after one another can have the
 * same time. Where the clocks of a network drive and of this machine differ, it takes longer or is read once more.
 */
export function isSettled(modifiedMs: number): boolean {
  return Date.now() - modifiedMs > settledMs;
}
