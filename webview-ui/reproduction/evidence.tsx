import type { ShownEvidence } from '../../src/protocol/reproduction.ts';
import { Icon } from '../shared/icon.tsx';
import { visible } from '../shared/visible.ts';
import type { Tab } from './tab.ts';

const icons = { address: 'book', url: 'link-external', file: 'go-to-file' } as const;
const leads = { address: 'Open in the paper', url: 'Open in the browser', file: 'Open the file' } as const;

/** Places, each a link; `label` says what they are. */
export function EvidenceLinks({ tab, of, label }: { readonly tab: Tab; readonly of: readonly ShownEvidence[]; readonly label?: string }) {
  if (of.length === 0) return null;
  return (
    <span class="places">
      {label !== undefined && <span class="muted">{label} </span>}
      {of.map((evidence, index) => (
        <EvidenceLink key={index} tab={tab} of={evidence} />
      ))}
    </span>
  );
}

export function EvidenceLink({ tab, of }: { readonly tab: Tab; readonly of: ShownEvidence }) {
  return (
    <button type="button" class="link place" title={`${leads[of.kind]}: ${visible(placeText(of))}`} onClick={() => tab.open(of)}>
      <Icon name={icons[of.kind]} />
      {visible(of.label)}
    </button>
  );
}

/** With the words that stand there. */
export function EvidenceList({ tab, of }: { readonly tab: Tab; readonly of: readonly ShownEvidence[] }) {
  return (
    <ul class="quotes">
      {of.map((evidence, index) => (
        <li key={index}>
          <EvidenceLink tab={tab} of={evidence} />
          {evidence.quote !== undefined && <q>{visible(evidence.quote)}</q>}
        </li>
      ))}
    </ul>
  );
}

function placeText(of: ShownEvidence): string {
  switch (of.kind) {
    case 'address':
      return of.address;
    case 'url':
      return of.url;
    case 'file':
      return of.line === undefined ? of.file : `${of.file}:${of.line}`;
  }
}
