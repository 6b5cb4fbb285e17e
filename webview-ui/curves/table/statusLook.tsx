import type { RunStatus } from '../../../src/protocol/curves.ts';
import { Icon } from '../../shared/icon.tsx';

interface StatusLook {
  readonly icon: string;
  readonly words: string;
  readonly isLive: boolean;
}

export const looks: Readonly<Record<RunStatus, StatusLook>> = {
  queued: { icon: 'clock', words: 'queued', isLive: true },
  starting: { icon: 'loading', words: 'starting', isLive: true },
  running: { icon: 'loading', words: 'running', isLive: true },
  stopping: { icon: 'loading', words: 'stopping', isLive: true },
  done: { icon: 'pass', words: 'done', isLive: false },
  failed: { icon: 'error', words: 'failed', isLive: false },
  stopped: { icon: 'debug-stop', words: 'stopped', isLive: false },
  lost: { icon: 'question', words: 'lost', isLive: false },
};

export function StatusIcon({ status, title }: { readonly status: RunStatus; readonly title: string }) {
  const { icon, words } = looks[status];
  return (
    <span class={`run-status status-${status}`} title={title}>
      <Icon name={icon} spin={icon === 'loading'} />
      <span class="visually-hidden">{words}</span>
    </span>
  );
}
