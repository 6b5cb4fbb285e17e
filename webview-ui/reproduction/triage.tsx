import type { Part, ShownTriage, Tone } from '../../src/protocol/reproduction.ts';
import { Icon } from '../shared/icon.tsx';
import { visible } from '../shared/visible.ts';
import { EvidenceLinks } from './evidence.tsx';
import { NotThere } from './part.tsx';
import type { Tab } from './tab.ts';

const toneIcons: Readonly<Record<Tone, string>> = { good: 'pass', warning: 'warning', bad: 'error', plain: 'circle-small-filled' };

/** Worth reproducing? What is known before money is spent. */
export function Triage({ tab, of }: { readonly tab: Tab; readonly of: Part<ShownTriage> }) {
  if (of.kind !== 'there')
    return (
      <NotThere tab={tab} of={of} stage="triage">
        Nobody has looked yet whether this paper is worth reproducing: data and code, licence, what it would take, what is missing. It costs
        nothing to ask.
      </NotThere>
    );
  return (
    <div class="panel">
      {of.verdict !== undefined && (
        <p class={`advice tone-${of.verdict.tone}`}>
          <Icon name={toneIcons[of.verdict.tone]} /> <span>{visible(of.verdict.text)}</span>
        </p>
      )}
      <dl class="facts">
        {of.facts.map(({ label, text, tone, evidence }) => (
          <div key={label} class={`fact tone-${tone}`}>
            <dt>
              <Icon name={toneIcons[tone]} /> {label}
            </dt>
            <dd>
              {visible(text)} <EvidenceLinks tab={tab} of={evidence} />
            </dd>
          </div>
        ))}
      </dl>
      {of.lists.map(({ title, items }) => (
        <section key={title} class="block">
          <h2>{title}</h2>
          <ul class="lines">
            {items.map(({ text, tone, evidence }, index) => (
              <li key={index} class={`tone-${tone}`}>
                <Icon name={toneIcons[tone]} />
                <span>
                  {visible(text)} <EvidenceLinks tab={tab} of={evidence} />
                </span>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}
