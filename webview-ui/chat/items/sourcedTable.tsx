import type { SourcedTable, SourcedText } from '../../../src/base/sourcedTable.ts';
import { visible } from '../../shared/visible.ts';
import { useChat } from '../context.ts';

/** Long cells show so many entries until they are opened. */
const shownEntries = 6;

/** What was read somewhere, each entry with a button that opens the place. In a narrow view a row becomes a list of its cells. */
export function SourcedTableView({ table: { columns, rows, notes } }: { readonly table: SourcedTable }) {
  return (
    <div class="sourced">
      <div class="sourced-scroll">
        <table>
          <thead>
            <tr>
              {columns.map((column) => (
                <th key={column} scope="col">
                  {visible(column)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((cells, row) => (
              <tr key={row}>
                {cells.map((cell, column) =>
                  column === 0 ? (
                    <th key={column} scope="row">
                      <Entries entries={cell} />
                    </th>
                  ) : (
                    <td key={column} data-column={columns[column]}>
                      <Entries entries={cell} />
                    </td>
                  ),
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {notes.length > 0 && (
        <ul class="sourced-notes">
          {notes.map((note) => (
            <li key={note}>{visible(note)}</li>
          ))}
        </ul>
      )}
    </div>
  );
}

function Entries({ entries }: { readonly entries: readonly SourcedText[] }) {
  if (entries.length === 0) return <span class="sourced-none">not said</span>;
  const rest = entries.slice(shownEntries);
  return (
    <>
      <EntryList entries={entries.slice(0, shownEntries)} />
      {rest.length > 0 && (
        <details>
          <summary>{`${rest.length} more`}</summary>
          <EntryList entries={rest} />
        </details>
      )}
    </>
  );
}

function EntryList({ entries }: { readonly entries: readonly SourcedText[] }) {
  return (
    <ul>
      {entries.map(({ text, address }, index) => (
        <li key={index}>
          {visible(text)} {address !== undefined && <Place address={address} />}
        </li>
      ))}
    </ul>
  );
}

function Place({ address }: { readonly address: string }) {
  const chat = useChat();
  const whole = visible(address);
  return (
    <button
      type="button"
      class="link sourced-place"
      title={`Open in the paper reader: ${whole}`}
      aria-label={`Open ${whole}`}
      onClick={() => chat.post({ type: 'openPaper', address })}
    >
      {address.includes('#') ? visible(address.slice(address.indexOf('#') + 1)) : whole}
    </button>
  );
}
