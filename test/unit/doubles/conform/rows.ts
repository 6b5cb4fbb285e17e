/** What was asked of the stand-in by one client, and how it went. */
export interface Row {
  readonly client: string;
  readonly call: string;
  /** Why it failed. */
  readonly failed?: string;
  /** Why it was not asked. */
  readonly leftOut?: string;
}

/** Makes the calls one after the other: a later one builds on earlier ones, and each has its row. */
export class Calls {
  readonly rows: Row[] = [];
  readonly #client: string;

  constructor(client: string) {
    this.#client = client;
  }

  async call(call: string, make: () => Promise<void>): Promise<void> {
    try {
      await make();
      this.rows.push({ client: this.#client, call });
    } catch (error) {
      this.rows.push({ client: this.#client, call, failed: error instanceof Error ? error.message : String(error) });
    }
  }

  leaveOut(call: string, reason: string): void {
    this.rows.push({ client: this.#client, call, leftOut: reason });
  }
}
