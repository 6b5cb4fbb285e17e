/** The Space of a run, by names that everybody who follows it finds again. Pure. */
import { createHmac } from 'node:crypto';

export const spacePrefix = 'practicum-run-';

/** One run, one name: a second one cannot be made. `run_01j…` of ada is `ada/practicum-run-01j…`. */
export function spaceOf(payer: string, run: string): string {
  return `${payer}/${spacePrefix}${run
    .replace(/^run_/, '')
    .replace(/[^A-Za-z0-9]+/g, '-')
    .toLowerCase()}`;
}

/** What its server asks for beside the edge: whoever has the same token of the Hub can make it again, nobody else. */
export function spaceToken(hubToken: string, run: string): string {
  return createHmac('sha256', hubToken).update(`practicum-space:${run}`).digest('hex');
}
