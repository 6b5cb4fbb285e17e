import type { CostForecast, SilentChange } from '../../../src/base/approval.ts';
import { Icon } from '../../shared/icon.tsx';
import { visible } from '../../shared/visible.ts';

/** The lines of a request: what it would do, what it costs, how it is confined, and what changed without anybody saying so. */

export function Effects({ lines, label = 'What it would do' }: { readonly lines: readonly string[]; readonly label?: string }) {
  if (lines.length === 0) return null;
  return (
    <ul class="approval-effects" aria-label={label}>
      {lines.map((line) => (
        <li>{visible(line)}</li>
      ))}
    </ul>
  );
}

export function SilentChanges({ changes }: { readonly changes: readonly SilentChange[] }) {
  return (
    <table class="silent">
      <caption>
        <Icon name="warning" /> Changed without anybody having said so
      </caption>
      <thead>
        <tr>
          <th scope="col">
            <span class="visually-hidden">What</span>
          </th>
          <th scope="col">
            <span class="visually-hidden">Before and now</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {changes.map(({ what, before, after, since }) => (
          <tr>
            <th scope="row">{what}</th>
            <td>
              <Value value={before} /> <span aria-hidden="true">→</span>
              <span class="visually-hidden"> is now </span> <Value value={after} />
              <span class="silent-since">, since {visible(since)}</span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Value({ value }: { readonly value: string | undefined }) {
  return value === undefined ? <em>not given</em> : <code>{visible(value)}</code>;
}

export function Cost({ cost }: { readonly cost: CostForecast }) {
  return (
    <p class={`approval-cost${cost.usd === undefined ? ' is-unknown' : ''}`}>
      <Icon name={cost.usd === undefined ? 'warning' : 'credit-card'} />
      <span>
        <span class={cost.usd === undefined ? '' : 'visually-hidden'}>What it costs: </span>
        {cost.text}
        {cost.left !== undefined && <span class="approval-left">{cost.left}</span>}
      </span>
    </p>
  );
}

export function Protection({ words }: { readonly words: string }) {
  return (
    <p class="approval-protection">
      <Icon name="shield" />
      <span>
        <span class="visually-hidden">Protection: </span>
        {words}
      </span>
    </p>
  );
}
