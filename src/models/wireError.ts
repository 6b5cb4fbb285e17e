import * as z from 'zod';
import { hideSecrets } from '../base/redact.ts';
import type { HttpRefusal } from './guardedFetch.ts';

/** What an endpoint said about a failure, whatever its dialect. */
export interface WireError {
  /** HTTP status; also taken from an error inside a stream when that names one. */
  readonly status: number | undefined;
  /** `overloaded_error`, `insufficient_quota`, … : type and code, in lower case. */
  readonly names: readonly string[];
  /** The parameter that was refused. */
  readonly param: string | undefined;
  /** The endpoint's own sentence, one line without markup, or undefined. */
  readonly text: string | undefined;
  readonly requestId: string | undefined;
  readonly waitMs: number | undefined;
  readonly isPage: boolean;
}

/** The endpoint reports a failure inside a response that had begun well. */
export class ReportedError extends Error {
  readonly report: WireError;

  constructor(report: WireError) {
    super('reported inside the response');
    this.name = 'ReportedError';
    this.report = report;
  }
}

const scalar = z.union([z.string(), z.number()]).nullish();
const errorObject = z.looseObject({ message: z.unknown().optional(), type: scalar, code: scalar, param: scalar });
/** `{error: {…}}` (Anthropic, OpenAI), `{error: "…"}` (Ollama), the object itself (vLLM), `{detail: …}` (FastAPI). */
const errorBody = z.looseObject({ error: z.union([errorObject, z.string()]).optional(), detail: z.unknown().optional() });

export function wireErrorOfRefusal(refusal: HttpRefusal, nowMs: number): WireError {
  const { headers } = refusal;
  return {
    ...readBody(refusal.isPage ? undefined : parseJson(refusal.body)),
    status: refusal.status,
    requestId: headers.get('request-id') ?? headers.get('x-request-id') ?? undefined,
    waitMs: waitOf(headers, nowMs),
    isPage: refusal.isPage || looksLikePage(refusal.body),
  };
}

/** An error that came as an event inside a stream that had begun well. */
export function wireErrorOfEvent(body: unknown): WireError {
  const read = readBody(body);
  const status = read.names.map(Number).find((code) => code >= 400 && code < 600);
  return { ...read, status, requestId: undefined, waitMs: undefined, isPage: false };
}

function readBody(given: unknown): Pick<WireError, 'names' | 'param' | 'text'> {
  // Gemini wraps its errors in a list.
  const body: unknown = Array.isArray(given) ? given[0] : given;
  if (typeof body === 'string') return { names: [], param: undefined, text: oneLine(body) };
  const outer = errorBody.safeParse(body).data;
  if (typeof outer?.error === 'string') return { names: [], param: undefined, text: oneLine(outer.error) };
  const error = outer?.error ?? errorObject.safeParse(body).data;
  const names = [error?.type, error?.code].flatMap((name) => (name === undefined || name === null ? [] : [String(name).toLowerCase()]));
  const message = error?.message ?? outer?.detail;
  return {
    names,
    param: error?.param === undefined || error.param === null ? undefined : String(error.param),
    text: message === undefined || message === null ? undefined : oneLine(typeof message === 'string' ? message : JSON.stringify(message)),
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function looksLikePage(text: string): boolean {
  return /^\s*(<!doctype|<html|<\?xml|<head|<body)/i.test(text);
}

const longestQuote = 300;

/** For people: one line, bounded; nothing when it is markup. */
function oneLine(text: string): string | undefined {
  if (looksLikePage(text) || /<\/[a-z]+\s*>/i.test(text)) return undefined;
  // Some services quote the key that they refuse.
  const line = hideSecrets(text).replace(/\s+/g, ' ').trim();
  if (line === '') return undefined;
  return line.length > longestQuote ? `${line.slice(0, longestQuote)}…` : line;
}

/** `retry-after-ms` (milliseconds), else `retry-after`: seconds or a date (RFC 9110, section 10.2.3). */
export function waitOf(headers: Headers, nowMs: number): number | undefined {
  const milliseconds = Number.parseFloat(headers.get('retry-after-ms') ?? '');
  if (milliseconds >= 0) return milliseconds;
  const after = headers.get('retry-after')?.trim();
  if (after === undefined || after === '') return undefined;
  if (/^\d+(\.\d+)?$/.test(after)) return Number(after) * 1000;
  const date = Date.parse(after);
  return Number.isNaN(date) ? undefined : Math.max(0, date - nowMs);
}
