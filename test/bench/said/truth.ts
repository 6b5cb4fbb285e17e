/** The truth about a text, as test/fixtures/papers/said/README.md describes it. */
export interface Truth {
  readonly hyperparameters: readonly TrueValue[];
  readonly missing: readonly string[];
  readonly missingMay?: readonly string[];
  readonly contradictions: readonly { readonly name: string; readonly values: readonly (number | string)[] }[];
  readonly notation?: readonly { readonly symbol: string; readonly meaning: string; readonly shape?: string }[];
}

export interface TrueValue {
  readonly name: string;
  readonly value: number | string | readonly (number | string)[];
  readonly unit?: string;
  readonly scope?: readonly string[];
  readonly scopeMay?: readonly string[];
  readonly role?: 'searched' | 'range';
}

export interface TextWithTruth {
  readonly name: string;
  readonly tex: string;
  readonly truth: Truth;
}
