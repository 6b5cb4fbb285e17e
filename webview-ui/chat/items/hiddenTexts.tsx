import type { HiddenText, Origin } from '../../../src/base/origin.ts';
import { formatCount, plural } from '../../shared/format.ts';
import { Icon } from '../../shared/icon.tsx';
import { visible } from '../../shared/visible.ts';
import { useChat } from '../context.ts';
import { hiddenKind, originText } from './originText.ts';

interface HiddenTextsProps {
  readonly id: string;
  readonly hidden: readonly HiddenText[];
  readonly origin: Origin | undefined;
}

const shown = 2;

/** What the model read and a reader of the original would not have seen. It stays in sight while the card is folded. */
export function HiddenTexts({ id, hidden, origin }: HiddenTextsProps) {
  const chat = useChat();
  const key = `${id}-hidden`;
  const isWhole = chat.isOpen(key, false) || hidden.length <= shown + 1;
  const listed = isWhole ? hidden : hidden.slice(0, shown);
  return (
    <section class="hidden-texts" aria-label="Hidden text">
      <p class="hidden-title">
        <Icon name="warning" />
        <span>
          {plural(hidden.length, 'hidden text')}
          {origin === undefined ? '' : ` in ${visible(originText(origin))}`}
        </span>
      </p>
      <ul>
        {listed.map(({ kind, excerpt }) => (
          <li>
            <q>{visible(excerpt)}</q> <span class="hidden-kind">{hiddenKind(kind)}</span>
          </li>
        ))}
      </ul>
      {!isWhole && (
        <button type="button" class="button button-quiet" onClick={() => chat.setOpen(key, true)}>
          Show {formatCount(hidden.length - shown)} more
        </button>
      )}
    </section>
  );
}
