/** What goes wrong with a sandbox, in words that say what to do. */
import { describeError, PracticumError } from '../base/errors.ts';

export type SandboxErrorCode =
  /** It has ended, or never was. */
  | 'sandbox-ended'
  /** It is there, and could not be reached. */
  | 'sandbox-unreachable'
  /** One of the two tokens is not the one it wants. */
  | 'sandbox-token'
  /** What it speaks is not spoken here. */
  | 'sandbox-protocol'
  | 'sandbox-not-found'
  | 'sandbox-refused';

export class SandboxError extends PracticumError {
  declare readonly code: SandboxErrorCode;
  /** 0: no answer came. */
  readonly status: number;

  constructor(code: SandboxErrorCode, message: string, hint: string, options: { readonly status: number; readonly cause?: unknown }) {
    super(code, message, { hint, cause: options.cause });
    this.status = options.status;
  }
}

export function unreachable(cause: unknown, status = 0): SandboxError {
  const why = cause instanceof Error && cause.cause instanceof Error ? describeError(cause.cause) : describeError(cause);
  return new SandboxError(
    'sandbox-unreachable',
    `The sandbox could not be reached (${why}).`,
    'Try again; what runs there goes on meanwhile.',
    {
      status,
      cause,
    },
  );
}

const mostSaidChars = 300;

export async function refusalOf(response: Response): Promise<SandboxError> {
  const { status } = response;
  const text = await response.text().catch(() => '');
  const said = saidIn(text).slice(0, mostSaidChars);
  if (status === 408 || status === 429 || status >= 500) return unreachable(new Error(said === '' ? `status ${status}` : said), status);
  if (status === 401)
    return new SandboxError(
      'sandbox-token',
      'Hugging Face takes the token for the sandbox no more.',
      'Sign in again: practicum hub login.',
      {
        status,
      },
    );
  if (status === 403)
    return new SandboxError(
      'sandbox-token',
      `The sandbox refuses the token${said === '' ? '' : ` (${said})`}.`,
      'It was started with another token of Hugging Face: sign in with that one, or end it and start another.',
      { status },
    );
  if (status === 404 && !isOwnAnswer(text))
    return new SandboxError('sandbox-ended', 'The sandbox is not there any more.', 'Start another one.', { status });
  const code = status === 404 ? 'sandbox-not-found' : 'sandbox-refused';
  return new SandboxError(code, `The sandbox refuses this: ${said === '' ? `status ${status}` : said}.`, 'Check the path or the command.', {
    status,
  });
}

/** The server's own, rather than that of the line before a job that is gone. */
function isOwnAnswer(text: string): boolean {
  return /^\s*\{\s*"error"/.test(text) && !/"(?:Not found|The job has ended)"/i.test(text);
}

function saidIn(text: string): string {
  try {
    const said: unknown = JSON.parse(text);
    return typeof said === 'object' && said !== null && 'error' in said ? String(said.error) : text;
  } catch {
    return text.startsWith('<') ? '' : text;
  }
}
