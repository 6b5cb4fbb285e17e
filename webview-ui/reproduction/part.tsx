import type { ComponentChildren } from 'preact';
import type { Part } from '../../src/protocol/reproduction.ts';
import { Icon } from '../shared/icon.tsx';
import { visible } from '../shared/visible.ts';
import type { Tab } from './tab.ts';

/** A part whose file is not there, or cannot be read: the others go on. */
export function NotThere<Of>({
  tab,
  of,
  stage,
  children,
}: {
  readonly tab: Tab;
  readonly of: Part<Of>;
  readonly stage: string;
  readonly children: ComponentChildren;
}) {
  if (of.kind === 'none')
    return (
      <div class="nothing">
        <p>{children}</p>
      </div>
    );
  if (of.kind === 'there') return null;
  return (
    <div class="said said-bad" role="alert">
      <Icon name="error" />
      <div class="said-words">
        <p>{visible(of.text)}</p>
        {of.hint !== undefined && <p class="muted">{visible(of.hint)}</p>}
      </div>
      <button type="button" class="button button-secondary" onClick={() => tab.openStage(stage, of.line)}>
        Open {of.line === undefined ? of.file : `${of.file}:${of.line}`}
      </button>
    </div>
  );
}
