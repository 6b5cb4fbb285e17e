/** `RateLimit: "api";r=0;t=42` (IETF draft, as the Hub sends it): how long until there are requests again. */
const limit = /"\w+"\s*;\s*r\s*=\s*\d+\s*;\s*t\s*=\s*(\d+)/;
const longestMs = 5 * 60_000;

/** Undefined where nothing is said. One second more, because the windows of the Hub end on whole ones. */
export function waitFor429Ms(headers: Headers): number | undefined {
  const seconds = limit.exec(headers.get('ratelimit') ?? '')?.[1] ?? /^\d+$/.exec(headers.get('retry-after') ?? '')?.[0];
  return seconds === undefined ? undefined : Math.min((Number(seconds) + 1) * 1000, longestMs);
}
