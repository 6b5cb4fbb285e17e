import type { PaperMark, ShownNode } from '../../src/protocol/paper.ts';
import { Icon } from '../shared/icon.tsx';
import { useReading } from './context.ts';

interface MarkLook {
  readonly icon: string;
  readonly word: string;
}

const looks: Readonly<Record<Exclude<PaperMark, 'none'>, MarkLook>> = {
  planned: { icon: 'checklist', word: 'Planned' },
  coded: { icon: 'code', word: 'Coded' },
  tested: { icon: 'beaker', word: 'Tested' },
  run: { icon: 'play', word: 'Run' },
  matched: { icon: 'check', word: 'Matched' },
  diverged: { icon: 'diff', word: 'Diverged' },
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
  if (mark === undefined) return null;
  const { icon, word } = looks[mark.mark];
  const title = `${mark.words}. ${mark.opens === 'code' ? 'Open the code' : 'Open the reproduction'}`;
  return (
    <button type="button" class={`mark mark-${mark.mark}`} title={title} onClick={() => reading.openCode(anchor)}>
      <Icon name={icon} />
      <span>{word}</span>
    </button>
  );
}

function Doubt({ isLikely }: { readonly isLikely: boolean }) {
  const words = isLikely ? 'Likely as the paper has it' : 'Read with doubt: compare it with the paper';
  return (
    <span class={`doubt ${isLikely ? 'is-likely' : ''}`} title={words}>
      {isLikely ? '≈' : <Icon name="question" />}
      <span class="visually-hidden">{words}</span>
    </span>
  );
}
