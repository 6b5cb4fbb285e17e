import type { PaperMark, ShownNode } from '../../src/protocol/paper.ts';
import { Icon } from '../shared/icon.tsx';
import { useReading } from './context.ts';

interface MarkLook {
  readonly icon: string;
  readonly word: string;
  readonly words: string;
}

const looks: Readonly<Record<Exclude<PaperMark, 'none'>, MarkLook>> = {
  planned: { icon: 'checklist', word: 'Planned', words: 'A plan has it; there is no code yet' },
  coded: { icon: 'code', word: 'Coded', words: 'There is code for it' },
  tested: { icon: 'beaker', word: 'Tested', words: 'Tests of its code passed' },
  run: { icon: 'play', word: 'Run', words: 'Its code has run in a training run' },
  matched: { icon: 'check', word: 'Matched', words: 'What was measured is what the paper says' },
  diverged: { icon: 'diff', word: 'Diverged', words: 'What was measured is not what the paper says' },
};

/** Beside a node: how far it has come on its way into code, and whether it was read with doubt. */
export function Margin({ anchor, confidence }: { readonly anchor: string; readonly confidence: ShownNode['confidence'] }) {
  return (
    <div class="margin">
      <Mark anchor={anchor} />
      {confidence !== 'exact' && <Doubt isLikely={confidence === 'likely'} />}
    </div>
  );
}

function Mark({ anchor }: { readonly anchor: string }) {
  const reading = useReading();
  const mark = reading.mark(anchor).value;
  if (mark === 'none') return null;
  const { icon, word, words } = looks[mark];
  return (
    <button type="button" class={`mark mark-${mark}`} title={`${words}. Open the code`} onClick={() => reading.openCode(anchor)}>
      <Icon name={icon} />
      <span>{word}</span>
    </button>
  );
}

function Doubt({ isLikely }: { readonly isLikely: boolean }) {
  const words = isLikely ? 'Likely as the paper has it' : 'Read with doubt: compare it with the paper';
  return (
    <span class="doubt" title={words}>
      {isLikely ? '≈' : <Icon name="question" />}
      <span class="visually-hidden">{words}</span>
    </span>
  );
}
