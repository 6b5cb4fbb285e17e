export type QueryValue = string | number | boolean | undefined | readonly string[];

export interface HubCall {
  /** Absent: the Hub itself. */
  readonly at?: 'hub' | 'router' | 'datasetsServer';
  /** Below the origin, already encoded: `/api/models/ada/tiny`. */
  readonly path: string;
  readonly query?: Readonly<Record<string, QueryValue>>;
  readonly method?: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly json?: unknown;
  readonly form?: Readonly<Record<string, string>>;
  /** Another body than JSON or a form. */
  readonly body?: { readonly type: string; readonly bytes: Uint8Array | string };
  readonly headers?: Readonly<Record<string, string>>;
  /** `public`: no token goes along. */
  readonly as?: 'signed-in' | 'public';
  /** Whether it may be sent again when nobody knows if it arrived: never what costs money. Absent: only what changes nothing. */
  readonly isRepeatable?: boolean;
  readonly signal?: AbortSignal | undefined;
}
