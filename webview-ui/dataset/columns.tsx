import type { ShownStatistics } from '../../src/protocol/dataset.ts';
import { formatCount } from '../shared/format.ts';
import { visible } from '../shared/visible.ts';
import type { Sheet } from './sheet.ts';

/** The columns with their types, and after an audit what stands in them. */
export function Columns({ sheet }: { readonly sheet: Sheet }) {
  const audit = sheet.audit.value;
  const statistics = audit.kind === 'done' ? audit.audit.statistics.filter(({ split }) => split === sheet.split.value) : [];
  const byName = new Map(statistics.map((each) => [each.column, each]));
  const columns = sheet.columns.value;
  return (
    <div class="columns-panel">
      {audit.kind !== 'done' && <p class="note">The audit counts nulls, lengths and values of each column.</p>}
      {audit.kind === 'done' &&
        audit.audit.looked.map((line) => (
          <p key={line} class="looked">
            {visible(line)}
          </p>
        ))}
      <ul class="column-list">
        {columns.map(({ name, type }) => {
          const facts = byName.get(name);
          return (
            <li key={name} class="column">
              <h2>
                <span class="column-name">{visible(name)}</span> <span class="column-type">{visible(type)}</span>
              </h2>
              {facts !== undefined && <Facts of={facts} />}
            </li>
          );
        })}
      </ul>
    </div>
  );
}

function Facts({ of: { facts, bars } }: { readonly of: ShownStatistics }) {
  const most = Math.max(1, ...(bars?.items.map(({ count }) => count) ?? []));
  return (
    <>
      {facts.length > 0 && <p class="column-facts">{facts.map(visible).join(' · ')}</p>}
      {bars !== undefined && (
        <table class="bars" aria-label={bars.title}>
          <tbody>
            {bars.items.map(({ label, count }) => (
              <tr key={label}>
                <th scope="row">{visible(label)}</th>
                <td class="bar-cell">
                  <svg class="bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
                    <rect x="0" y="0" height="8" width={(count / most) * 100} />
                  </svg>
                </td>
                <td class="bar-count">{formatCount(count)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}
