import type { Part, ShownIntegrity, ShownReport, ShownReproduction, ShownResult, Verdict } from '../../src/protocol/reproduction.ts';
import { Icon } from '../shared/icon.tsx';
import { visible } from '../shared/visible.ts';
import { EvidenceLinks } from './evidence.tsx';
import { NotThere } from './part.tsx';
import type { Tab } from './tab.ts';
import { Tip } from './tip.tsx';

/** What came of it, beside the paper’s numbers. What stands against the numbers comes first. */
export function ReportPart({ tab, shown: { report, integrity } }: { readonly tab: Tab; readonly shown: ShownReproduction }) {
  return (
    <div class="panel">
      <Integrity tab={tab} of={integrity} />
      {report.kind === 'there' ? (
        <Written tab={tab} report={report} />
      ) : (
        <NotThere tab={tab} of={report} stage="report">
          There is no report yet. It is written from the runs: each chosen cell of the paper’s tables beside what was measured, with a
          verdict by a written rule.
        </NotThere>
      )}
    </div>
  );
}

function Written({ tab, report }: { readonly tab: Tab; readonly report: ShownReport }) {
  const { summary, results, deviations, facts, stale, hasMarkdown } = report;
  return (
    <>
      <div class="bar bar-report">
        {hasMarkdown && (
          <button type="button" class="button" onClick={() => tab.say('openReport')}>
            <Icon name="go-to-file" /> Open Report.md
          </button>
        )}
        <button type="button" class="button button-secondary" onClick={() => tab.say('copyReport')}>
          <Icon name="copy" /> Copy as Markdown
        </button>
      </div>
      {stale !== undefined && (
        <p class="advice tone-warning">
          <Icon name="history" /> <span>{visible(stale)}</span>
        </p>
      )}
      {summary.map((line) => (
        <p key={line}>{visible(line)}</p>
      ))}
      {[...new Set(results.map(({ address }) => address))].map((address) => (
        <Results key={address} tab={tab} address={address} results={results.filter((result) => result.address === address)} />
      ))}
      {results.length === 0 && <p class="muted">No cell of a table was chosen.</p>}
      {deviations.length > 0 && (
        <section class="block">
          <h2>Deviations</h2>
          <ul class="lines">
            {deviations.map(({ text }) => (
              <li key={text}>
                <Icon name="diff" />
                <span>{visible(text)}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
      {facts.map(({ title, lines }) => (
        <section key={title} class="block">
          <h2>{title}</h2>
          <ul class="lines">
            {lines.map((line) => (
              <li key={line}>
                <span>{visible(line)}</span>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}

const verdictIcons: Readonly<Record<Verdict, string>> = {
  reproduced: 'pass-filled',
  'within noise': 'pass',
  'trend only': 'arrow-swap',
  diverged: 'error',
  'not run': 'circle-large-outline',
  'not comparable': 'circle-slash',
};
const verdictTones: Readonly<Record<Verdict, string>> = {
  reproduced: 'good',
  'within noise': 'good',
  'trend only': 'warning',
  diverged: 'bad',
  'not run': 'plain',
  'not comparable': 'plain',
};

function Results({ tab, address, results }: { readonly tab: Tab; readonly address: string; readonly results: readonly ShownResult[] }) {
  const name = results[0]?.table ?? '';
  return (
    <section class="block">
      <div class="table-head">
        <h2>{visible(name)}</h2>
        <button
          type="button"
          class="button button-quiet"
          aria-label={`Show beside Paper: ${visible(name)}`}
          onClick={() => tab.open({ kind: 'address', address, label: name })}
        >
          <Icon name="book" /> Show beside Paper
        </button>
      </div>
      <div class="results-scroll">
        <table class="results" aria-label={`Results of ${visible(name)}`}>
          <thead>
            <tr>
              <th scope="col">Cell</th>
              <th scope="col" class="number">
                Paper
              </th>
              <th scope="col" class="number">
                Measured
              </th>
              <th scope="col" class="number seeds">
                Seeds
              </th>
              <th scope="col" class="number">
                Difference
              </th>
              <th scope="col">Verdict</th>
            </tr>
          </thead>
          <tbody>
            {results.map((result, index) => (
              <Result key={index} result={result} />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Result({ result }: { readonly result: ShownResult }) {
  const { row, column, paper, measured, seeds, difference, verdict, why, leaked } = result;
  return (
    <tr>
      <th scope="row">
        {visible(row)} <span class="muted">· {visible(column)}</span>
      </th>
      <td class="number" data-label="Paper">
        {visible(paper)}
      </td>
      <td class="number" data-label="Measured">
        {measured ?? '–'}
      </td>
      <td class="number seeds" data-label="Seeds">
        {seeds ?? '–'}
      </td>
      <td class="number" data-label="Difference">
        {difference ?? '–'}
      </td>
      <td data-label="Verdict">
        <Tip class={`chip chip-button tone-${verdictTones[verdict]}`} words={visible(why)}>
          <Icon name={verdictIcons[verdict]} /> {verdict}
        </Tip>
        {leaked !== undefined && (
          <Tip class="chip chip-button tone-bad" words={visible(leaked)}>
            <Icon name="warning" /> leaked
          </Tip>
        )}
      </td>
    </tr>
  );
}

const severityIcons = { error: 'error', warning: 'warning', info: 'info' } as const;
const severityTones = { error: 'bad', warning: 'warning', info: 'plain' } as const;
const severityNames = { error: 'Error', warning: 'Warning', info: 'Note' } as const;
const checkIcons = { clean: 'pass', found: 'warning', 'not checked': 'circle-slash' } as const;
const checkTones = { clean: 'good', found: 'warning', 'not checked': 'plain' } as const;

function Integrity({ tab, of }: { readonly tab: Tab; readonly of: Part<ShownIntegrity> }) {
  if (of.kind === 'none')
    return (
      <p class="advice tone-plain">
        <Icon name="shield" />{' '}
        <span>Nobody has looked yet for leaks, a changed evaluation or missing seeds: the numbers stand unchecked.</span>
      </p>
    );
  if (of.kind === 'broken')
    return (
      <NotThere tab={tab} of={of} stage="integrity">
        {' '}
      </NotThere>
    );
  const clean = of.checks.filter(({ state }) => state === 'clean').length;
  return (
    <section class="block integrity" aria-label="Integrity">
      {of.findings.length === 0 ? (
        <p class="advice tone-good">
          <Icon name="shield" /> <span>Nothing was found that stands against the numbers.</span>
        </p>
      ) : (
        <ul class="findings">
          {of.findings.map(({ severity, message, examples, evidence }) => (
            <li key={message} class={`advice tone-${severityTones[severity]}`}>
              <Icon name={severityIcons[severity]} />
              <div class="finding-words">
                <p>
                  <span class="visually-hidden">{severityNames[severity]}: </span>
                  {visible(message)} <EvidenceLinks tab={tab} of={evidence} />
                </p>
                {examples.length > 0 && <pre class="examples">{examples.map(visible).join('\n')}</pre>}
              </div>
            </li>
          ))}
        </ul>
      )}
      <details class="checks">
        <summary>
          {clean} of {of.checks.length} checks clean
        </summary>
        <ul class="lines">
          {of.checks.map(({ name, state, how }) => (
            <li key={name} class={`tone-${checkTones[state]}`}>
              <Icon name={checkIcons[state]} />
              <span>
                {visible(name)}: {state}. <span class="muted">{visible(how)}</span>
              </span>
            </li>
          ))}
        </ul>
      </details>
    </section>
  );
}
