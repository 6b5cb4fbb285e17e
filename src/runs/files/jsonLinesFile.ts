/** Metrics as JSON lines: one record a line that says its step or epoch. */
import type { MetricReader } from './metricReader.ts';
import { parsePythonJson } from './pythonJson.ts';
import { isRecord, type RecordRow, recordRow } from './record.ts';
import { RowFile, type RowFormat } from './rowFile.ts';

const records: RowFormat = {
  rowOf: (line, isPast) => (isPast || line.trim() === '' ? undefined : rowOf(parsePythonJson(line))),
  beginAnew: () => undefined,
  words: ['line', 'lines', 'JSON'],
  isUnproven: false,
};

/** Rows within the first `pastBytes` are another program's: they were there before. */
export function jsonLinesFile(file: string, pastBytes = 0): MetricReader {
  return new RowFile(file, records, pastBytes);
}

function rowOf(record: unknown): RecordRow | 'broken' | undefined {
  return isRecord(record) ? recordRow(record) : 'broken';
}
