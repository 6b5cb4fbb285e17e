import type { ContractState, Part, ShownContract, ShownContracts } from '../../src/protocol/reproduction.ts';
import { Icon } from '../shared/icon.tsx';
import { visible } from '../shared/visible.ts';
import { Formula } from './formula.tsx';
import { NotThere } from './part.tsx';
import type { Tab } from './tab.ts';

const icons: Readonly<Record<ContractState, string>> = {
  ok: 'pass-filled',
  mismatch: 'error',
  'not compared': 'circle-slash',
  'no contract': 'circle-large-outline',
  'not mapped': 'question',
};
const names: Readonly<Record<ContractState, string>> = {
  ok: 'holds',
  mismatch: 'differs',
  'not compared': 'not compared',
  'no contract': 'no contract',
  'not mapped': 'not mapped',
};
const tones: Readonly<Record<ContractState, string>> = {
  ok: 'good',
  mismatch: 'bad',
  'not compared': 'warning',
  'no contract': 'plain',
  'not mapped': 'warning',
};

/** Equations held against the code that implements them. */
export function Contracts({ tab, of }: { readonly tab: Tab; readonly of: Part<ShownContracts> }) {
  if (of.kind !== 'there')
    return (
      <NotThere tab={tab} of={of} stage="contracts">
        No equation has been held against the code yet. That is done once there is code: random inputs go through both, and where they
        differ the part that differs first is named.
      </NotThere>
    );
  return (
    <div class="panel">
      <p class="muted">{of.coverage}</p>
      <ul class="contracts">
        {of.contracts.map((contract) => (
          <Contract key={`${contract.address} ${contract.label}`} tab={tab} contract={contract} />
        ))}
      </ul>
    </div>
  );
}

function Contract({ tab, contract }: { readonly tab: Tab; readonly contract: ShownContract }) {
  const { address, label, tex, state, why, diverging, facts, code, isStale } = contract;
  return (
    <li class={`contract contract-${tones[state]}`}>
      <div class="contract-head">
        <h2>
          <button
            type="button"
            class="link"
            title={`Open in the paper: ${visible(address)}`}
            onClick={() => tab.open({ kind: 'address', address, label })}
          >
            {visible(label)}
          </button>
        </h2>
        <span class={`chip tone-${tones[state]}`}>
          <Icon name={icons[state]} /> {names[state]}
        </span>
        {isStale && (
          <span class="chip tone-warning" title="The code or the formula was changed since: check it again.">
            <Icon name="history" /> behind
          </span>
        )}
        {code !== undefined && (
          <button type="button" class="link code-link" onClick={() => tab.openFile(code.file, { symbol: code.symbol })}>
            <Icon name="symbol-method" /> {visible(`${code.symbol} · ${code.file}`)}
          </button>
        )}
      </div>
      <Formula tex={tex} />
      {why !== undefined && <p class="contract-why">{visible(why)}</p>}
      {diverging !== undefined && (
        <div class="diverging">
          <p class="muted">Differs first:</p>
          <Formula tex={diverging} />
        </div>
      )}
      {facts.length > 0 && <p class="muted">{facts.map(visible).join(' · ')}</p>}
    </li>
  );
}
