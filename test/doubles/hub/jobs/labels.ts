import type { Exchange } from '../exchange.ts';

/** `label=key=value`, or `label=key` for any value; all of them must hold. */
export function labelFilter(exchange: Exchange): (labels: Readonly<Record<string, string>>) => boolean {
  const wanted = exchange.queries('label').map((each) => each.split('='));
  return (labels) => wanted.every(([key = '', ...value]) => (value.length === 0 ? key in labels : labels[key] === value.join('=')));
}

/** Without what there is none of: JSON has no undefined, and the clients tell null from absent. */
export function defined(fields: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
