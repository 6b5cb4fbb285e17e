/** Values and places of a reproduction, as they are shown. */
import { defined } from '../base/defined.ts';
import type { ShownEvidence } from '../protocol/reproduction.ts';
import type { RegisterRow } from '../reproduction/stages/records.ts';

export function valueText(value: NonNullable<RegisterRow['value']>): string {
  return Array.isArray(value) ? JSON.stringify(value).replaceAll(',', ', ') : String(value);
}

type Evidence = RegisterRow['evidence'][number];

export function shownEvidence(evidence: Evidence): ShownEvidence {
  if ('address' in evidence)
    return { kind: 'address', address: evidence.address, label: addressLabel(evidence.address), ...defined({ quote: evidence.quote }) };
  if ('url' in evidence)
    return {
      kind: 'url',
      url: evidence.url,
      label: URL.parse(evidence.url)?.hostname ?? evidence.url,
      ...defined({ quote: evidence.quote }),
    };
  const { file, line } = evidence;
  return { kind: 'file', file, label: line === undefined ? file : `${file}:${line}`, ...defined({ line }) };
}

/** What stands behind `#`, else the paper. */
export function addressLabel(address: string): string {
  const hash = address.indexOf('#');
  return hash < 0 ? address : decodeURI(address.slice(hash + 1).replaceAll(/%(?![0-9a-f]{2})/giu, '%25'));
}
