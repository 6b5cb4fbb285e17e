import type { Part, ShownFile, ShownPlan } from '../../src/protocol/reproduction.ts';
import { Icon } from '../shared/icon.tsx';
import { visible } from '../shared/visible.ts';
import { EvidenceLinks } from './evidence.tsx';
import { Graph, stateWords } from './graph.tsx';
import { NotThere } from './part.tsx';
import type { Tab } from './tab.ts';

export function PlanPart({ tab, of }: { readonly tab: Tab; readonly of: Part<ShownPlan> }) {
  if (of.kind !== 'there')
    return (
      <NotThere tab={tab} of={of} stage="plan">
        There is no plan yet. It names the files, what each is for and what it needs, and nothing is written before you accept it.
      </NotThere>
    );
  const inOrder = of.files.toSorted((a, b) => (a.order ?? Number.POSITIVE_INFINITY) - (b.order ?? Number.POSITIVE_INFINITY));
  return (
    <div class="panel">
      <Accepted plan={of} />
      <p>{visible(of.summary)}</p>
      {of.cycles.map((cycle) => (
        <p key={cycle.join(' ')} class="advice tone-bad">
          <Icon name="error" /> <span>These files need one another in a circle: {cycle.map(visible).join(' → ')}</span>
        </p>
      ))}
      <Graph tab={tab} plan={of} />
      <section class="block">
        <h2>Files in Order</h2>
        <ul class="file-list">
          {inOrder.map((file) => (
            <File key={file.path} tab={tab} file={file} />
          ))}
        </ul>
      </section>
      <dl class="facts facts-plain">
        {of.facts.map(({ label, text }) => (
          <div key={label} class="fact">
            <dt>{label}</dt>
            <dd>{visible(text)}</dd>
          </div>
        ))}
      </dl>
      <p>
        <button type="button" class="button button-secondary" onClick={() => tab.openStage('plan')}>
          <Icon name="edit" /> Edit plan.json
        </button>
      </p>
    </div>
  );
}

function Accepted({ plan: { accepted } }: { readonly plan: ShownPlan }) {
  switch (accepted.kind) {
    case 'waiting':
      return (
        <p class="advice tone-warning">
          <Icon name="account" />{' '}
          <span>It waits for you: the approval in the chat asks for your yes. What you change in plan.json counts.</span>
        </p>
      );
    case 'changed':
      return (
        <p class="advice tone-warning">
          <Icon name="history" /> <span>It was changed since you accepted it ({accepted.at}): it will be asked about again.</span>
        </p>
      );
    case 'accepted':
      return (
        <p class="advice tone-good">
          <Icon name="pass" />{' '}
          <span>
            Accepted {accepted.at}
            {accepted.isEdited ? ', with your changes' : ''}.
          </span>
        </p>
      );
  }
}

function File({ tab, file }: { readonly tab: Tab; readonly file: ShownFile }) {
  const { path, role, state, order, purpose, needs, symbols, reuses } = file;
  return (
    <li class="file">
      <span class="file-order" aria-hidden="true">
        {order ?? '·'}
      </span>
      <div class="file-words">
        <p>
          <button type="button" class="link file-path" onClick={() => tab.openFile(path)}>
            {visible(path)}
          </button>{' '}
          <span class="muted">{role === 'there' ? 'in the workspace' : `${role} · ${stateWords[state]}`}</span>
        </p>
        {purpose !== '' && <p>{visible(purpose)}</p>}
        {needs.length > 0 && <p class="muted">Needs {needs.map(visible).join(', ')}</p>}
        {reuses.length > 0 && <p class="muted">Makes use of {reuses.map(visible).join(', ')}</p>}
        {symbols.length > 0 && (
          <ul class="symbols">
            {symbols.map(({ name, signature, evidence }) => (
              <li key={name}>
                <code>{visible(signature ?? name)}</code> <EvidenceLinks tab={tab} of={evidence} />
              </li>
            ))}
          </ul>
        )}
      </div>
    </li>
  );
}
