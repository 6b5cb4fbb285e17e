import { type AppendHandle, appendBytes } from './appendFile.ts';

/** What a script printed, byte for byte, up to a limit. What is missing, because the disk was full or the limit is reached, is said in the log itself. */
export class ConsoleLog {
  readonly #handle: AppendHandle;
  readonly #limitBytes: number;
  #bytes: number;
  #lostBytes = 0;
  #isCapped = false;
  #endsWithNewline = true;

  /** `bytes`: how much is there already. */
  constructor(handle: AppendHandle, limitBytes: number, bytes: number) {
    this.#handle = handle;
    this.#limitBytes = limitBytes;
    this.#bytes = bytes;
  }

  /** Answers why not everything is on the disk, and once, that the limit is reached. */
  async append(output: Buffer): Promise<{ readonly error?: unknown; readonly capped?: string }> {
    if (this.#isCapped) return {};
    const room = Math.max(0, this.#limitBytes - this.#bytes);
    const kept = output.length > room ? output.subarray(0, room) : output;
    if (!(await this.sayLost())) {
      this.#lostBytes += kept.length;
      return {};
    }
    const { written, error } = await this.#write(kept);
    this.#lostBytes += kept.length - written;
    if (kept.length === output.length) return { error };
    this.#isCapped = true;
    const capped = `The console log has reached its limit of ${this.#limitBytes.toLocaleString('en')} bytes. Later output is not kept; points are.`;
    await this.#say(capped);
    return { error, capped };
  }

  /** Whether nothing is missing that is not said. */
  async sayLost(): Promise<boolean> {
    if (this.#lostBytes === 0 || this.#isCapped) return true;
    const isSaid = await this.#say(`${this.#lostBytes.toLocaleString('en')} bytes of output are missing here: the disk was full.`);
    if (isSaid) this.#lostBytes = 0;
    return isSaid;
  }

  async sync(): Promise<void> {
    await this.#handle.sync().catch(() => undefined);
  }

  async close(): Promise<void> {
    await this.#handle.close().catch(() => undefined);
  }

  async #say(text: string): Promise<boolean> {
    const line = Buffer.from(`${this.#endsWithNewline ? '' : '\n'}[practicum] ${text}\n`);
    return (await this.#write(line)).written === line.length;
  }

  async #write(bytes: Buffer): Promise<{ readonly written: number; readonly error?: unknown }> {
    const result = await appendBytes(this.#handle, bytes);
    this.#bytes += result.written;
    if (result.written > 0) this.#endsWithNewline = bytes[result.written - 1] === 0x0a;
    return result;
  }
}
