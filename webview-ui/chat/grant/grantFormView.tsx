import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { GrantForm } from '../../../src/protocol/chat.ts';
import { formatMoment } from '../../shared/format.ts';
import { Icon } from '../../shared/icon.tsx';
import { useChat } from '../context.ts';
import { fieldsOf, type GrantField, type GrantFields, readGrant } from './grantFields.ts';

/** The form of a grant, in the place of the conversation: one screen, and nothing in it that the person did not see before signing. */
export function GrantFormView({ form }: { readonly form: GrantForm }) {
  const chat = useChat();
  const root = useRef<HTMLFormElement>(null);
  const [fields, setFields] = useState(() => fieldsOf(form.draft, form.canSandbox));
  const [isTried, setTried] = useState(form.problem !== undefined);
  const read = readGrant(fields);
  const problems = isTried && read.kind === 'wrong' ? read.problems : {};
  const set = (change: Partial<GrantFields>) => setFields({ ...fields, ...change });

  useLayoutEffect(() => {
    const first = root.current?.querySelector('input');
    first?.focus();
    first?.select();
  }, []);

  const close = () => chat.closeGrantForm();
  const sign = () => {
    setTried(true);
    if (read.kind === 'fine') {
      chat.post({ type: 'signGrant', draft: read.draft });
      close();
      return;
    }
    const [wrong] = Object.keys(read.problems);
    root.current?.querySelector(`[name="${wrong}"]`)?.closest<HTMLElement>('input, textarea')?.focus();
  };

  return (
    <form
      ref={root}
      class="grant-form"
      aria-label="Grant"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        sign();
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.isComposing) return;
        event.stopPropagation();
        close();
      }}
    >
      <p class="grant-intro">While it is in force nobody is asked about what it allows. You can revoke it at any time.</p>
      {form.problem !== undefined && (
        <p class="field-problem" role="alert">
          <Icon name="error" /> <span>{form.problem}</span>
        </p>
      )}
      <div class="field-pair">
        <Field name="hours" label="Hours" problem={problems.hours} note={untilText(read)}>
          {(described) => (
            <input
              {...described}
              class="text-input"
              type="text"
              inputMode="decimal"
              value={fields.hours}
              onInput={(event) => set({ hours: event.currentTarget.value })}
            />
          )}
        </Field>
        <Field name="usd" label="Dollars at most" problem={problems.usd} note="Models and machines together">
          {(described) => (
            <input
              {...described}
              class="text-input"
              type="text"
              inputMode="decimal"
              value={fields.usd}
              onInput={(event) => set({ usd: event.currentTarget.value })}
            />
          )}
        </Field>
      </div>
      <Targets offered={form.targets} fields={fields} set={set} />
      <Field name="folders" label="Folders to work in" problem={problems.folders}>
        {(described) => (
          <textarea
            {...described}
            class="text-input"
            rows={rowsOf(fields.folders)}
            spellcheck={false}
            value={fields.folders}
            onInput={(event) => set({ folders: event.currentTarget.value })}
          />
        )}
      </Field>
      <Field
        name="hosts"
        label="Hosts that programs may reach"
        problem={problems.hosts}
        note={fields.hosts.trim() === '' ? 'None: no network' : undefined}
      >
        {(described) => (
          <textarea
            {...described}
            class="text-input"
            rows={rowsOf(fields.hosts)}
            spellcheck={false}
            placeholder="pypi.org"
            value={fields.hosts}
            onInput={(event) => set({ hosts: event.currentTarget.value })}
          />
        )}
      </Field>
      <Code form={form} fields={fields} set={set} />
      <p class="approval-protection">
        <Icon name={form.canSandbox ? 'shield' : 'warning'} />
        <span>{form.protection}</span>
      </p>
      <div class="grant-buttons">
        <button type="button" class="button button-secondary" onClick={close}>
          Cancel
        </button>
        <button type="submit" class="button">
          Sign
        </button>
      </div>
    </form>
  );
}

function untilText(read: ReturnType<typeof readGrant>): string | undefined {
  if (read.kind === 'wrong') return undefined;
  const now = Date.now();
  return `Until ${formatMoment(now + read.draft.hours * 3_600_000, now)}`;
}

function rowsOf(text: string): number {
  return Math.min(4, Math.max(1, text.split('\n').length));
}

interface Described {
  readonly id: string;
  readonly name: GrantField;
  readonly 'aria-invalid': boolean;
  readonly 'aria-describedby': string;
}

interface FieldProps {
  readonly name: GrantField;
  readonly label: string;
  readonly problem: string | undefined;
  readonly note?: string | undefined;
  readonly children: (described: Described) => ComponentChildren;
}

/** A field with its label above and, below, what is wrong with it or what it comes to. */
function Field({ name, label, problem, note, children }: FieldProps) {
  const id = `grant-${name}`;
  const noteId = `${id}-note`;
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {children({ id, name, 'aria-invalid': problem !== undefined, 'aria-describedby': noteId })}
      <p id={noteId} class={problem === undefined ? 'field-note' : 'field-problem'} aria-live="polite">
        {problem !== undefined && <Icon name="error" />}
        <span>{problem ?? note ?? ''}</span>
      </p>
    </div>
  );
}

interface PartProps {
  readonly fields: GrantFields;
  readonly set: (change: Partial<GrantFields>) => void;
}

function Targets({ offered, fields, set }: PartProps & { readonly offered: GrantForm['targets'] }) {
  const toggle = (target: string, isOn: boolean) =>
    set({ targets: offered.map(({ place }) => place).filter((each) => (each === target ? isOn : fields.targets.includes(each))) });
  return (
    <fieldset class="field">
      <legend>Runs may execute on</legend>
      <div class="field-choices">
        {offered.map(({ place, text }) => (
          <label>
            <input
              type="checkbox"
              checked={fields.targets.includes(place)}
              onChange={(event) => toggle(place, event.currentTarget.checked)}
            />
            <span>{text}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

function Code({ form, fields, set }: PartProps & { readonly form: GrantForm }) {
  return (
    <fieldset class="field">
      <legend>Code that may run</legend>
      <label class={`field-radio${form.canSandbox ? '' : ' is-disabled'}`}>
        <input
          type="radio"
          name="code"
          disabled={!form.canSandbox}
          checked={fields.code === 'sandboxed'}
          onChange={() => set({ code: 'sandboxed' })}
        />
        <span>
          Whatever is in these folders, confined
          <span class="field-note">
            {form.canSandbox
              ? 'Also what the agent writes meanwhile. It can write only there and reach only the hosts above.'
              : 'Not here: nothing on this machine can confine a program.'}
          </span>
        </span>
      </label>
      <label class="field-radio">
        <input type="radio" name="code" checked={fields.code === 'approved'} onChange={() => set({ code: 'approved' })} />
        <span>
          Only what I approved
          <span class="field-note">
            Each script in exactly the version that you saw; a change of it, or of what it imports, asks again.
          </span>
        </span>
      </label>
    </fieldset>
  );
}
