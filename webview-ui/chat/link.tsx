import type { ComponentChildren } from 'preact';
import { Icon } from '../shared/icon.tsx';
import { useChat } from './context.ts';
import type { LinkTarget } from './links.ts';

interface LinkProps {
  readonly target: LinkTarget;
  readonly icon?: string;
  readonly children: ComponentChildren;
}

/** A link of an answer. The host of the extension opens it; where it leads is said on hover. */
export function Link({ target, icon, children }: LinkProps) {
  const chat = useChat();
  const follow = (event: MouseEvent) => {
    event.preventDefault();
    event.stopPropagation();
    if (target.kind === 'web') chat.post({ type: 'openLink', url: target.url });
    else if (target.line === undefined) chat.post({ type: 'openFile', path: target.path });
    else chat.post({ type: 'openFile', path: target.path, line: target.line });
  };
  const where =
    target.kind === 'web'
      ? `${target.host}\n${target.url}`
      : `Open ${target.path}${target.line === undefined ? '' : `, line ${target.line}`}`;
  const content = (
    <>
      {icon !== undefined && <Icon name={icon} />}
      {children}
    </>
  );
  if (target.kind === 'file') {
    return (
      <button type="button" class="link" title={where} onClick={follow}>
        {content}
      </button>
    );
  }
  return (
    <a href={target.url} title={where} rel="noreferrer" onClick={follow} onAuxClick={follow}>
      {content}
    </a>
  );
}
