/**
 * The reference code of the example papers, as it is and with one value changed: every option whose value the paper states (all that the code does
 * not mark as unsaid), three other values each, as options, constants and YAML, and the optimizers. The goal for code that is right is no wrong finding.
 * `--missed` prints what was not found.
 */
import { reviewCode } from '../../src/reproduction/review/reviewCode.ts';
import { examplePaperNames } from '../support/examplePapers.ts';
import { otherValues, readExample, referenceOf, statedOptions, withValue } from '../support/reviewMutations.ts';

const forms = ['options', 'constants', 'yaml'] as const;
const swaps = [
  ['optim.AdamW(', 'optim.SGD('],
  ['optim.Adam(', 'optim.AdamW('],
  ['optim.Adam(', 'optim.SGD('],
] as const;
const missed: string[] = [];
const total = { right: 0, wrong: 0, mutants: 0, found: 0, sure: 0, told: 0, toldRight: 0 };

for (const name of examplePaperNames) {
  const read = await readExample(name);
  const files = referenceOf(name);
  const options = statedOptions(files);
  const own = { mutants: 0, found: 0 };
  for (const form of forms) {
    const { findings } = reviewCode({ ...read, files: withValue(files, form) });
    total.right++;
    total.wrong += findings.filter(({ kind }) => kind !== 'paper-differs').length;
    for (const { option, literal } of options)
      for (const value of otherValues(literal)) {
        const changed = reviewCode({ ...read, files: withValue(files, form, { option, value }) }).findings.filter(
          ({ kind }) => kind !== 'paper-differs',
        );
        count(
          `${name} ${form} ${option}=${value}`,
          changed.map(({ message, severity }) => ({ isIt: message.toLowerCase().replaceAll(/[_]/g, '-').includes(option), severity })),
          own,
        );
      }
  }
  for (const [from, to] of swaps) {
    if (!files.some(({ text }) => text.includes(from))) continue;
    const changed = reviewCode({ ...read, files: files.map((file) => ({ ...file, text: file.text.replaceAll(from, to) })) }).findings;
    const about = changed
      .filter(({ kind }) => kind !== 'paper-differs')
      .map(({ setting, severity }) => ({ isIt: setting === 'optimizer', severity }));
    // The paper on attention does not say which optimizer it uses.
    if (read.said.hyperparameters.some(({ name: setting }) => setting === 'optimizer')) count(`${name} ${from}→${to}`, about, own);
  }
  console.log(`${name}: ${own.found} of ${own.mutants} changed values found`);
}

function count(
  what: string,
  found: readonly { readonly isIt: boolean; readonly severity: string }[],
  own: { mutants: number; found: number },
): void {
  own.mutants++;
  total.mutants++;
  total.told += found.length;
  total.toldRight += found.filter(({ isIt }) => isIt).length;
  if (!found.some(({ isIt }) => isIt)) missed.push(what);
  else {
    own.found++;
    total.found++;
    if (found.some(({ isIt, severity }) => isIt && severity === 'warning')) total.sure++;
  }
}

const percent = (part: number, of: number): string => `${((100 * part) / Math.max(1, of)).toFixed(1)} %`;
console.log(`${total.right} times right code: ${total.wrong} wrong findings (goal 0)`);
console.log(
  `${total.mutants} changed values: ${percent(total.found, total.mutants)} found, ${percent(total.sure, total.mutants)} as a warning; ${percent(total.toldRight, total.told)} of the findings are about the changed value`,
);
if (process.argv.includes('--missed')) console.log(missed.join('\n'));
