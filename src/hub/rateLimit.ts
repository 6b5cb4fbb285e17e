/** `RateLimit: "api";r=0;t=42` (IETF draft, as the Hub sends it): how long until there are requests again. */
const limits = /"\w+"\s*;\s*r\s*=\s*(\d+)\s*;\s*t\s*=\s*(\d+)/g;
const longestMs = 5 * 60_000;

/** Undefined where nothing is said. One second more, because the windows of the Hub end on whole ones. */
export function waitFor429Ms(headers: Headers): number | undefined {
  const said = [...(headers.get('ratelimit') ?? '').matchAll(limits)].map(([, left, seconds]) => ({
    left: Number(left),
    seconds: Number(seconds),
  }));
  const spent = said.filter(({ left }) => left === 0);
  const seconds = (spent.length === 0 ? said : spent).map((each) => each.seconds);
  const after = /^\s*(\d+)\s*$/.exec(headers.get('retry-after') ?? '')?.[1];
  const longest = seconds.length > 0 ? Math.max(...seconds) : after === undefined ? undefined : Number(after);
  return longest === undefined ? undefined : Math.min((longest + 1) * 1000, longestMs);
}
