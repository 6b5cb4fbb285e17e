declare const brand: unique symbol;
type Branded<Name extends string> = string & { readonly [brand]: Name };

export type SessionId = Branded<'SessionId'>;
export type EventId = Branded<'EventId'>;
export type TurnId = Branded<'TurnId'>;
export type CallId = Branded<'CallId'>;
export type ApprovalId = Branded<'ApprovalId'>;
export type GrantId = Branded<'GrantId'>;
export type ReservationId = Branded<'ReservationId'>;
export type RuleId = Branded<'RuleId'>;
export type RunId = Branded<'RunId'>;
export type MessageId = Branded<'MessageId'>;
export type BlobHash = Branded<'BlobHash'>;
