import type { ComponentChildren } from 'preact';
import { Icon } from '../../shared/icon.tsx';
import { useChat } from '../context.ts';

interface DisclosureProps {
  readonly id: string;
  readonly icon: string;
  readonly isBusy?: boolean;
  readonly title: string;
  /** Stands behind the title while it is closed: what one would read inside. */
  readonly more?: string;
  readonly children: ComponentChildren;
}

/** One quiet line that opens to what it is about. Closed unless the person opened it. */
export function Disclosure({ id, icon, isBusy = false, title, more = '', children }: DisclosureProps) {
  const chat = useChat();
  const isOpen = chat.isOpen(id, false);
  const body = `body-${id}`;
  return (
    <div class="disclosure">
      <button type="button" class="row" aria-expanded={isOpen} aria-controls={body} onClick={() => chat.setOpen(id, !isOpen)}>
        {isBusy ? <Icon name="loading" spin /> : <Icon name={icon} />}
        <span class="row-title">
          {title}
          {!isOpen && more !== '' && <span class="row-more">{more}</span>}
        </span>
        <Icon name={isOpen ? 'chevron-down' : 'chevron-right'} />
      </button>
      <div id={body} class="disclosure-body" hidden={!isOpen}>
        {isOpen && children}
      </div>
    </div>
  );
}

/** What a closed line shows of a text: its first line without Markdown’s marks. */
export function firstLine(text: string): string {
  return (
    text
      .trimStart()
      .split('\n', 1)[0]
      ?.replace(/[*_`#]+/g, '')
      .slice(0, 200) ?? ''
  );
}
