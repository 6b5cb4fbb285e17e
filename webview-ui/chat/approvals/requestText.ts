import type { CostForecast } from '../../../src/base/approval.ts';
import type { AskedItem } from './cards.ts';

/** What a request would do, without what the card already shows as its title, as a diff or as a command. */
export function effectsToSay({ approval, detail }: AskedItem): readonly string[] {
  const all = approval.command === undefined ? approval.effectLines : approval.effectLines.map(withoutCommand);
  const lines = all.filter((line) => line !== approval.title.charAt(0).toLowerCase() + approval.title.slice(1));
  return lines.length === 1 && detail?.kind === 'edit' ? [] : lines;
}

/** `run “pytest -q” in digits` says, beside the parsed command, only where. */
function withoutCommand(line: string): string {
  const place = /^run “.*” in (?<place>.+)$/s.exec(line)?.groups?.['place'];
  return place === undefined ? line : `run in ${place}`;
}

/** What all of them have, and what each has of its own. */
export function sharedLines(lists: readonly (readonly string[])[]): {
  readonly shared: readonly string[];
  readonly own: readonly (readonly string[])[];
} {
  const [first = [], ...others] = lists;
  const shared = first.filter((line) => others.every((list) => list.includes(line)));
  return { shared, own: lists.map((list) => list.filter((line) => !shared.includes(line))) };
}

/** One value where all have the same. */
export function sharedValue<Value>(values: readonly Value[]): Value | undefined {
  return values.every((value) => value === values[0]) ? values[0] : undefined;
}

/** At most this for all of them; undefined where nothing costs anything. A price that is not known stays unknown. */
export function costTogether(costs: readonly (CostForecast | undefined)[]): CostForecast | undefined {
  const known = costs.filter((cost) => cost !== undefined);
  if (known.length === 0) return undefined;
  const left = sharedValue(known.map((cost) => cost.left));
  const usd = known.reduce<number | undefined>(
    (sum, cost) => (sum === undefined || cost.usd === undefined ? undefined : sum + cost.usd),
    0,
  );
  const text = usd === undefined ? 'together an unknown amount: a price is not known' : `together at most $${usd.toFixed(2)}`;
  return { usd, text, ...(left === undefined ? {} : { left }) };
}
