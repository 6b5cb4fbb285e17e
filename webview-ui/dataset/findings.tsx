import type { ShownFinding, ShownFitness } from '../../src/protocol/dataset.ts';
import { formatCount } from '../shared/format.ts';
import { Icon } from '../shared/icon.tsx';
import { visible } from '../shared/visible.ts';
import type { Sheet } from './sheet.ts';

const severityIcons = { error: 'error', warning: 'warning', note: 'info' } as const;
const severityNames = { error: 'Error', warning: 'Warning', note: 'Note' } as const;
const goalNames: Readonly<Record<string, string>> = { sft: 'SFT', dpo: 'DPO', grpo: 'GRPO', classification: 'Classification' };
const verdictWords = { fits: 'fits', mapping: 'fits after a change of columns', no: 'does not fit' } as const;
const verdictIcons = { fits: 'pass', mapping: 'arrow-swap', no: 'circle-slash' } as const;

/** What the audit found, with the way to each row, and what the data is fit for. */
export function Findings({ sheet }: { readonly sheet: Sheet }) {
  const audit = sheet.audit.value;
  switch (audit.kind) {
    case 'none':
      return (
        <p class="waiting">
          <span>
            Audit looks at the rows and tells what would spoil a training: copies, overlap of train and test, nulls, wrong order of turns,
            personal data, and for which training the columns fit.
          </span>
        </p>
      );
    case 'running':
      return (
        <p class="waiting">
          <Icon name="loading" spin /> {audit.text}
        </p>
      );
    case 'failed':
      return (
        <p class="said" role="alert">
          <Icon name="warning" /> <span>{audit.text}</span>
        </p>
      );
    case 'done':
      return (
        <div class="findings-panel">
          {audit.audit.looked.map((line) => (
            <p key={line} class="looked">
              {visible(line)}
            </p>
          ))}
          <h2>Findings</h2>
          {audit.audit.findings.length === 0 ? (
            <p class="note">Nothing was found.</p>
          ) : (
            <ul class="finding-list">
              {audit.audit.findings.map((finding) => (
                <Finding key={finding.text} sheet={sheet} finding={finding} />
              ))}
            </ul>
          )}
          <h2>Fit for</h2>
          <ul class="fitness-list">
            {audit.audit.fitness.map((fitness) => (
              <Fitness key={fitness.goal} fitness={fitness} />
            ))}
          </ul>
        </div>
      );
  }
}

function Finding({ sheet, finding: { severity, text, example, places } }: { readonly sheet: Sheet; readonly finding: ShownFinding }) {
  return (
    <li class={`finding finding-${severity}`}>
      <Icon name={severityIcons[severity]} />
      <div class="finding-words">
        <p>
          <span class="visually-hidden">{severityNames[severity]}: </span>
          {visible(text)}
        </p>
        {example !== undefined && <p class="example">{visible(example)}</p>}
        {places.length > 0 && (
          <p class="places">
            {places.map(({ split, row }, index) => (
              <button key={index} type="button" class="button button-quiet" onClick={() => sheet.jump(split, row)}>
                {visible(split)} {formatCount(row)}
              </button>
            ))}
          </p>
        )}
      </div>
    </li>
  );
}

function Fitness({ fitness: { goal, verdict, columns, text } }: { readonly fitness: ShownFitness }) {
  return (
    <li class={`fitness fitness-${verdict}`}>
      <Icon name={verdictIcons[verdict]} />
      <div>
        <strong>{goalNames[goal] ?? goal}</strong> {verdictWords[verdict]}
        {columns.length > 0 && <span class="fitness-words">: {columns.map(visible).join(', ')}</span>}
        {text !== '' && <p class="fitness-words">{visible(text)}</p>}
      </div>
    </li>
  );
}
