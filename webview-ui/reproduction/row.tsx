import type { RowState, ShownRow } from '../../src/protocol/reproduction.ts';
import { Icon, IconButton } from '../shared/icon.tsx';
import { MenuButton, type MenuItem } from '../shared/menu.tsx';
import { visible } from '../shared/visible.ts';
import { EvidenceLinks, EvidenceList } from './evidence.tsx';
import type { Tab } from './tab.ts';
import { Value } from './value.tsx';

const stateNames: Readonly<Record<RowState, string>> = {
  open: 'no value',
  proposed: 'proposed',
  accepted: 'accepted',
  changed: 'changed',
  sweep: 'swept',
  asked: 'asked',
};
const stateIcons: Readonly<Record<RowState, string>> = {
  open: 'question',
  proposed: 'lightbulb',
  accepted: 'check',
  changed: 'edit',
  sweep: 'list-unordered',
  asked: 'mail',
};
const stateTones: Readonly<Record<RowState, string>> = {
  open: 'bad',
  proposed: 'warning',
  accepted: 'good',
  changed: 'good',
  sweep: 'plain',
  asked: 'plain',
};

interface RowProps {
  readonly tab: Tab;
  readonly row: ShownRow;
  readonly isActive: boolean;
  readonly isOpen: boolean;
  readonly onFocus: () => void;
  readonly onToggle: () => void;
  /** What was typed is sent, or given up: the keyboard goes back to the row. */
  readonly onDone: () => void;
}

export function Row({ tab, row, isActive, isOpen, onFocus, onToggle, onDone }: RowProps) {
  const { id, name, state, kind, why, origin, originText, originEvidence, cost } = row;
  const tabIndex = isActive ? 0 : -1;
  return (
    <div
      class={`row row-line ${isOpen ? 'row-open' : ''}`}
      role="row"
      aria-level={1}
      aria-expanded={isOpen}
      aria-label={`${visible(name)}, ${stateNames[state]}, ${row.value === undefined ? 'no value' : visible(row.value)}`}
      aria-busy={tab.waiting.value === id}
      data-row={id}
      tabIndex={tabIndex}
      onFocus={onFocus}
    >
      <div role="rowheader" class="row-name">
        <div class="row-title">
          <button
            type="button"
            class="icon-button twist"
            aria-label={`${isOpen ? 'Less' : 'More'} of ${visible(name)}`}
            tabIndex={-1}
            onClick={onToggle}
          >
            <Icon name={isOpen ? 'chevron-down' : 'chevron-right'} />
          </button>
          <span>{visible(name)}</span>
        </div>
        <div class="row-words">
          <span class="kind">{kind}</span> <span class="why">{visible(why)}</span>
        </div>
      </div>
      <div role="gridcell" class="row-value">
        <Value tab={tab} row={row} tabIndex={tabIndex} onDone={onDone} />
        <span class={`chip tone-${stateTones[state]}`}>
          <Icon name={stateIcons[state]} /> {stateNames[state]}
        </span>
      </div>
      <div role="gridcell" class="row-origin">
        {origin !== 'none' && <span class="kind">{origin}</span>} <span class="origin-text">{visible(originText)}</span>{' '}
        <EvidenceLinks tab={tab} of={originEvidence} />
      </div>
      <div role="gridcell" class="row-cost">
        {cost === undefined ? (
          <span class="muted">–</span>
        ) : (
          <span title={visible(cost.basis)}>
            {visible(cost.text)}
            <span class="visually-hidden">: {visible(cost.basis)}</span>
          </span>
        )}
      </div>
      <div role="gridcell" class="row-actions">
        <div class="actions">
          {(state === 'proposed' || state === 'asked') && row.value !== undefined && (
            <button
              type="button"
              class="button"
              tabIndex={tabIndex}
              aria-label={`Accept ${visible(name)}`}
              onClick={() => tab.change(id, { kind: 'accept' })}
            >
              <Icon name="check" /> Accept
            </button>
          )}
          <MenuButton icon="ellipsis" label={`Actions of ${visible(name)}`} items={actionsOf(tab, row)} tabIndex={tabIndex} />
        </div>
      </div>
    </div>
  );
}

function actionsOf(tab: Tab, row: ShownRow): readonly MenuItem[] {
  const { id, state, value, alternatives, evidence, cost } = row;
  const change = (kind: 'accept' | 'sweep' | 'ask') => () => tab.change(id, { kind });
  return [
    ...(value !== undefined && state !== 'accepted' && state !== 'changed'
      ? [{ label: 'Accept', words: 'The value as it stands is what is meant.', onChoose: change('accept') }]
      : []),
    { label: 'Change the Value…', onChoose: () => (tab.editing.value = id) },
    ...(alternatives.length > 0 && state !== 'sweep'
      ? [{ label: 'Sweep', words: cost === undefined ? 'Try all of them.' : `Try all of them: ${cost.text}.`, onChoose: change('sweep') }]
      : []),
    { label: 'Ask the Authors', words: 'Drafts a message that you send yourself.', onChoose: change('ask') },
    ...evidence.slice(0, 5).map((place) => ({ label: `Open ${place.label}`, onChoose: () => tab.open(place) })),
  ];
}

export function RowDetails({ tab, row, columns }: { readonly tab: Tab; readonly row: ShownRow; readonly columns: number }) {
  const { id, why, alternatives, cost, config, evidence, note } = row;
  return (
    <div role="row" aria-level={2} class="row-details">
      <div role="gridcell" aria-colspan={columns}>
        <dl class="details">
          <div>
            <dt>Why it matters</dt>
            <dd>{visible(why)}</dd>
          </div>
          {alternatives.length > 0 && (
            <div>
              <dt>Alternatives</dt>
              <dd>
                <ul class="lines">
                  {alternatives.map((alternative, index) => (
                    <li key={index}>
                      <IconButton
                        icon="arrow-swap"
                        label={`Take ${visible(alternative.text)}`}
                        onClick={() => tab.change(id, { kind: 'alternative', index })}
                      />
                      <span>
                        <code>{visible(alternative.text)}</code> {alternative.why !== undefined && visible(alternative.why)}{' '}
                        <EvidenceLinks tab={tab} of={alternative.evidence} />
                      </span>
                    </li>
                  ))}
                </ul>
              </dd>
            </div>
          )}
          {cost !== undefined && (
            <div>
              <dt>Cost</dt>
              <dd>
                {visible(cost.text)} <span class="muted">({visible(cost.basis)})</span>
              </dd>
            </div>
          )}
          {config !== undefined && (
            <div>
              <dt>In code</dt>
              <dd>
                {config.file === undefined ? (
                  <code>{visible(config.text)}</code>
                ) : (
                  <button type="button" class="link" onClick={() => config.file !== undefined && tab.openFile(config.file)}>
                    {visible(config.text)}
                  </button>
                )}
              </dd>
            </div>
          )}
          {evidence.length > 0 && (
            <div>
              <dt>Evidence</dt>
              <dd>
                <EvidenceList tab={tab} of={evidence} />
              </dd>
            </div>
          )}
          {note !== undefined && (
            <div>
              <dt>Note</dt>
              <dd>{visible(note)}</dd>
            </div>
          )}
        </dl>
      </div>
    </div>
  );
}
