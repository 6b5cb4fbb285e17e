/** A review as text, for the model and for a terminal. */
import { unfinishedWords } from '../../papers/said/unfinished.ts';
import type { Review } from './reviewCode.ts';

const mostFindings = 60;

export function reviewText({ findings, files, agree, notFound, unfinished }: Review): string {
  const shown = findings.slice(0, mostFindings);
  return [
    ...(unfinished === undefined ? [] : [`${unfinishedWords(unfinished)} Code was not compared with that.`]),
    findings.length === 0
      ? `Nothing in ${filesText(files)} contradicts the paper, as far as it was compared.`
      : `${findings.length} ${findings.length === 1 ? 'finding' : 'findings'} in ${filesText(files)}:`,
    ...shown.map(
      ({ file, line, column, kind, severity, confidence, message, address, fix }) =>
        `${file}:${line}${column === undefined ? '' : `:${column + 1}`} ${severity} (${kind}, confidence ${confidence}): ${message}${address === undefined ? '' : ` [${address}]`}${fix === undefined ? '' : ` As the paper says: ${fix}`}`,
    ),
    ...(findings.length > mostFindings ? [`… and ${findings.length - mostFindings} more`] : []),
    ...(agree.length === 0 ? [] : [`As the paper says: ${agree.slice(0, 40).join('; ')}.`]),
    ...(notFound.length === 0
      ? []
      : [`Stated by the paper and not seen in these files, which is no fault by itself: ${notFound.join(', ')}.`]),
  ].join('\n');
}

function filesText(files: readonly string[]): string {
  return files.length === 1 ? (files[0] ?? '') : `${files.length} files`;
}
