import type { ShownReproduction, ShownStage, StageState } from '../../src/protocol/reproduction.ts';
import { Icon } from '../shared/icon.tsx';
import { visible } from '../shared/visible.ts';
import type { Tab } from './tab.ts';

export const stageIcons: Readonly<Record<StageState, string>> = {
  missing: 'circle-large-outline',
  part: 'color-mode',
  current: 'pass-filled',
  edited: 'edit',
  stale: 'history',
  waits: 'account',
  found: 'warning',
  broken: 'error',
};
const stateWords: Readonly<Record<StageState, string>> = {
  missing: 'not there',
  part: 'in part',
  current: 'up to date',
  edited: 'up to date, edited by a person',
  stale: 'behind',
  waits: 'waits for you',
  found: 'up to date, and something is wrong',
  broken: 'cannot be read',
};

/** Where the reproduction stands, and what comes next. */
export function Stages({ tab, shown: { stages, next } }: { readonly tab: Tab; readonly shown: ShownReproduction }) {
  const part = next?.part;
  return (
    <section class="stages" aria-label="Stages">
      <ol class="stage-list">
        {stages.map((stage) => (
          <Stage key={stage.stage} tab={tab} stage={stage} isNext={stage.stage === next?.stage} />
        ))}
      </ol>
      {next !== undefined && (
        <div class="next">
          <p>
            <strong>Next</strong> <span>{visible(next.words)}</span>
          </p>
          {next.label !== undefined && (
            <button type="button" class="button" onClick={() => tab.say('request')}>
              <Icon name="comment-discussion" /> {next.label}
            </button>
          )}
          {part !== undefined && part !== tab.part.value && (
            <button type="button" class="button button-secondary" onClick={() => tab.go(part)}>
              Look at It
            </button>
          )}
        </div>
      )}
    </section>
  );
}

function Stage({ tab, stage, isNext }: { readonly tab: Tab; readonly stage: ShownStage; readonly isNext: boolean }) {
  const { title, state, words, canOpen } = stage;
  const said = words === '' ? stateWords[state] : `${stateWords[state]}: ${visible(words)}`;
  const inside = (
    <>
      <Icon name={stageIcons[state]} />
      {title}
      <span class="visually-hidden">
        , {said}
        {isNext ? ', next' : ''}
      </span>
    </>
  );
  return (
    <li class={`stage stage-${state} ${isNext ? 'is-next' : ''}`} aria-current={isNext ? 'step' : undefined}>
      {canOpen ? (
        <button type="button" class="stage-name" title={`${title}: ${said}. Opens its file.`} onClick={() => tab.openStage(stage.stage)}>
          {inside}
        </button>
      ) : (
        <span class="stage-name" title={`${title}: ${said}`}>
          {inside}
        </span>
      )}
    </li>
  );
}
