/** A number by its digits: `9007199254740993` must not become its neighbour, nor `1` the `1.0` that a strict tool tells apart. */
class WrittenNumber {
  readonly text: string;

  constructor(written: string) {
    this.text = /[.eE]/.test(written) ? fraction(written) : written;
  }
}

/** `1e3`, `1000.0` and `1000.00` are one number. What no engine can hold stays as it was written. */
function fraction(written: string): string {
  const value = Number(written);
  if (!Number.isFinite(value) || value === 0) return written;
  const shortest = String(value);
  return /[.e]/.test(shortest) ? shortest : `${shortest}.0`;
}

/** JSON with its keys sorted at every depth and no blanks; undefined for what is no JSON, or nested too deeply to be any. */
export function canonicalJson(text: string): string | undefined {
  try {
    return write(JSON.parse(text, keepNumber));
  } catch {
    return undefined;
  }
}

// `context` is in every current engine, and not yet in the types.
function keepNumber(_key: string, value: unknown, context?: { readonly source?: string }): unknown {
  return typeof value === 'number' && context?.source !== undefined ? new WrittenNumber(context.source) : value;
}

function write(value: unknown): string {
  if (value instanceof WrittenNumber) return value.text;
  if (Array.isArray(value)) return `[${value.map(write).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const fields = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${fields.map(([name, field]) => `${JSON.stringify(name)}:${write(field)}`).join(',')}}`;
}
