import type { PlanItem } from '../../../src/base/tool.ts';
import { Icon } from '../../shared/icon.tsx';

const looks: Readonly<Record<PlanItem['status'], { readonly icon: string; readonly words: string }>> = {
  open: { icon: 'circle-large-outline', words: 'open' },
  doing: { icon: 'circle-large-filled', words: 'in progress' },
  done: { icon: 'pass-filled', words: 'done' },
  dropped: { icon: 'circle-slash', words: 'dropped' },
};

export function PlanList({ items }: { readonly items: readonly PlanItem[] }) {
  return (
    <ol class="plan-list">
      {items.map((item) => (
        <li class={`plan-${item.status}`}>
          <Icon name={looks[item.status].icon} />
          <span>
            {item.text}
            <span class="visually-hidden"> ({looks[item.status].words})</span>
          </span>
        </li>
      ))}
    </ol>
  );
}
