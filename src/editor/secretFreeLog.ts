import type { LogOutputChannel } from 'vscode';
import { hideSecrets } from '../base/redact.ts';

type Say = (text: string | Error, ...more: unknown[]) => void;

/** The same channel, for texts that may hold a secret: people attach their logs to reports. */
export function withoutSecrets(channel: LogOutputChannel): LogOutputChannel {
  const clean =
    (say: Say): Say =>
    (text, ...more) =>
      say(cleanText(text), ...more.map(cleanText));
  const line = (say: (text: string) => void) => (text: string) => say(hideSecrets(text));
  const value = (said: unknown): PropertyDescriptor => ({ value: said, enumerable: true });
  return Object.create(channel, {
    trace: value(clean((text, ...more) => channel.trace(String(text), ...more))),
    debug: value(clean((text, ...more) => channel.debug(String(text), ...more))),
    info: value(clean((text, ...more) => channel.info(String(text), ...more))),
    warn: value(clean((text, ...more) => channel.warn(String(text), ...more))),
    error: value(clean((text, ...more) => channel.error(text, ...more))),
    append: value(line((text) => channel.append(text))),
    appendLine: value(line((text) => channel.appendLine(text))),
  });
}

/** An error with its stack, in which its message stands again. */
function cleanText(said: unknown): string {
  return hideSecrets(said instanceof Error ? (said.stack ?? String(said)) : String(said));
}
