import type { GrantId } from './ids.ts';

/** The person's word on the caps of one session, from here on. What is not named stays as it was. Amounts in millionths of a US dollar; null: no cap. */
export interface CapsChange {
  readonly session?: number | null;
  readonly day?: number | null;
  readonly run?: number | null;
  readonly grant?: { readonly id: GrantId; readonly microUsd: number };
  /** Tokens of a model whose price is not known. */
  readonly tokens?: { readonly on: string; readonly limit: number };
  /** Requests to a model whose provider counts them. */
  readonly requests?: { readonly on: string; readonly limit: number };
}
