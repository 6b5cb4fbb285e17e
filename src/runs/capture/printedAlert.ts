/** What trackio prints of an alert that the script has raised. */
export interface PrintedAlert {
  readonly level: 'info' | 'warning' | 'error';
  readonly text: string;
  readonly step: number | undefined;
}

const start = '[TRACKIO ';
const form = /^\[TRACKIO (INFO|WARN|ERROR)\]\s*(.*?)(?: \(step (\d+)\))?$/;
const levels = { INFO: 'info', WARN: 'warning', ERROR: 'error' } as const;

export function mayBeAlert(line: string): boolean {
  return line.startsWith(start);
}

export function readAlert(line: string): PrintedAlert | undefined {
  const [, level, text = '', step] = form.exec(line) ?? [];
  if (level !== 'INFO' && level !== 'WARN' && level !== 'ERROR') return undefined;
  return { level: levels[level], text: utf8(text), step: step === undefined ? undefined : Number(step) };
}

/** Lines are read byte by byte. */
function utf8(text: string): string {
  return Buffer.from(text, 'latin1').toString('utf8');
}
