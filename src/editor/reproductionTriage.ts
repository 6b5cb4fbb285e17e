/** A triage as a card: what is known before money is spent. */
import type { ShownFact, ShownList, ShownTriage, Tone } from '../protocol/reproduction.ts';
import type { Triage } from '../reproduction/stages/resultRecords.ts';
import { shownEvidence, valueText } from './reproductionWords.ts';

const tones: Readonly<Record<Triage['data']['state'], Tone>> = { yes: 'good', partly: 'warning', no: 'bad', unknown: 'plain' };

export function shownTriage(triage: Triage): ShownTriage {
  const { data, code, licence, compute, advice } = triage;
  const tone: Tone = triage.contradictions.length > 0 || data.state === 'no' ? 'warning' : 'plain';
  return {
    verdict: { text: advice, tone },
    facts: [
      fact('Data', data.state, data.why, data.evidence),
      fact('Code', code.state, code.why, code.evidence),
      {
        label: 'Licence',
        text: (['paper', 'code', 'data'] as const).map((what) => `${what}: ${licence[what] ?? 'not stated'}`).join(', '),
        tone: 'plain',
        evidence: [],
      },
      {
        label: 'Compute',
        text: [
          compute.deviceHours === null
            ? 'not known'
            : `${Number(compute.deviceHours.toPrecision(2))} h of ${compute.device ?? 'one device'} (${compute.state}, ${compute.confidence} confidence)`,
          compute.formula,
        ]
          .filter((text) => text !== '')
          .join('. '),
        tone: compute.state === 'unknown' ? 'warning' : 'good',
        evidence: compute.evidence.map(shownEvidence),
      },
    ],
    lists: listsOf(triage).filter(({ items }) => items.length > 0),
  };
}

function fact(label: string, state: Triage['data']['state'], why: string, evidence: Triage['data']['evidence']): ShownFact {
  return { label, text: why === '' ? state : `${state}: ${why}`, tone: tones[state], evidence: evidence.map(shownEvidence) };
}

function listsOf({ data, code, missing, contradictions, claims, replications, unread, unfinished }: Triage): readonly ShownList[] {
  return [
    {
      title: 'Not Found in the Paper',
      items: missing.map(({ name, why }) => ({ text: `${name}: ${why}`, tone: 'warning', evidence: [] })),
    },
    {
      title: 'Contradictions',
      items: contradictions.map(({ name, scope, values }) => ({
        text: `${name}${scope === undefined ? '' : ` (${scope})`}: ${values.map(({ value }) => valueText(value)).join(' or ')}`,
        tone: 'bad',
        evidence: values.map(({ address }) => shownEvidence({ address })),
      })),
    },
    {
      title: 'Claims to Test',
      items: claims.map(({ address, text, headings, why }) => ({
        text: `${headings}: ${text}. ${why}`,
        tone: 'plain',
        evidence: [shownEvidence({ address })],
      })),
    },
    {
      title: 'Data Sets and Code',
      items: [
        ...data.sets.map(({ name, address, hub, state, licence }) => ({
          text: [name, ...(hub === undefined ? [] : [`on the Hub as ${hub}`]), ...(licence === undefined ? [] : [licence])].join(', '),
          tone: tones[state],
          evidence: address === undefined ? [] : [shownEvidence({ address })],
        })),
        ...code.repositories.map(({ url, by }) => ({
          text: by === 'unknown' ? 'Code by somebody' : `Code of ${by === 'authors' ? 'the authors' : 'others'}`,
          tone: 'good' as const,
          evidence: [shownEvidence({ url })],
        })),
      ],
    },
    {
      title: 'Replications',
      items: replications.map(({ title, url, outcome }) => ({
        text: outcome === undefined ? title : `${title}: ${outcome}`,
        tone: 'plain',
        evidence: [shownEvidence({ url })],
      })),
    },
    {
      title: 'Not Looked At',
      items: [...(unfinished === undefined ? [] : [unfinished]), ...unread].map((text) => ({ text, tone: 'plain', evidence: [] })),
    },
  ];
}
