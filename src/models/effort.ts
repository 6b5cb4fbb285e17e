import { efforts } from './choiceEffort.ts';
import type { Effort } from './model.ts';

/** Which efforts may be asked of a model: undefined as long as nothing is known, and then any may be tried. */
export type OpenEfforts = readonly Effort[] | undefined;

/** The one that comes nearest to what is wanted, the smaller of two that are equally near; undefined where none is left. */
export function nearestEffort(wanted: Effort, open: OpenEfforts): Effort | undefined {
  const distance = (effort: Effort): number => Math.abs(efforts.indexOf(effort) - efforts.indexOf(wanted));
  return efforts
    .filter((effort) => open?.includes(effort) !== false)
    .reduce<Effort | undefined>((best, effort) => (best === undefined || distance(effort) < distance(best) ? effort : best), undefined);
}

/** What is open once the service refused `sent`: what its refusal lists, else all others, or none where it does not know of efforts at all. */
export function openAfterRefusal(refusal: string, sent: Effort, open: OpenEfforts): readonly Effort[] {
  const stated = statedEfforts(refusal, sent);
  if (stated !== undefined) return stated;
  if (!refusesThisOne(refusal, sent) && knowsNone.test(refusal)) return [];
  return (open ?? efforts).filter((effort) => effort !== sent);
}

/** Whether a refusal is about how long the model shall think. */
export function isAboutEffort(refusal: string): boolean {
  return /effort|\breason(s|ing)?\b|\bthink(s|ing)?\b|budget_tokens|output_config/i.test(refusal);
}

const word = efforts.join('|');
const quoted = new RegExp(`['"\`‘“](${word})['"\`’”]`, 'gi');
const plain = new RegExp(`\\b(${word})\\b`, 'gi');

function refusesThisOne(refusal: string, sent: Effort): boolean {
  return [...refusal.matchAll(quoted)].some(([, effort]) => effort?.toLowerCase() === sent);
}

/** “Unrecognized request argument”, “Extra inputs are not permitted”, “does not support thinking”. */
const knowsNone =
  /unrecogni[sz]ed|unknown|unexpected|extra (inputs?|fields?)|not permitted|unsupported (parameter|argument|field)|(not|n't) support(ed)?|not (allowed|available)/i;

/** “Supported values are: 'low', 'medium', and 'high'.”, “Input should be 'low' or 'high'”, “must be one of low, medium, high”. */
function statedEfforts(refusal: string, sent: Effort): readonly Effort[] | undefined {
  const list =
    /(?:support(?:ed|s)(?: \w+)? (?:values|levels|efforts)?|expected|should be|must be|one of|allowed|valid|choose from|available)(?<list>.*)$/is.exec(
      refusal,
    )?.groups?.['list'];
  if (list === undefined) return undefined;
  for (const [pattern, least] of [
    [quoted, 1],
    [plain, 2],
  ] as const) {
    const found = new Set([...list.matchAll(pattern)].map(([, effort]) => effort?.toLowerCase()));
    const known = efforts.filter((effort) => effort !== sent && found.has(effort));
    if (known.length >= least) return known;
  }
  return undefined;
}
