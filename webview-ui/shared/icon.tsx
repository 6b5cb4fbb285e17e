/** A codicon. Decorative: what it means is always said in text beside it or in the label of its button. */
export function Icon({ name, spin = false }: { readonly name: string; readonly spin?: boolean }) {
  return <span class={`codicon codicon-${name}${spin ? ' codicon-modifier-spin' : ''}`} aria-hidden="true" />;
}

interface IconButtonProps {
  readonly icon: string;
  readonly label: string;
  readonly onClick: (event: MouseEvent) => void;
  readonly class?: string;
  readonly isDisabled?: boolean;
  /** Said beside the label while it is disabled. */
  readonly whyNot?: string;
  readonly tabIndex?: number;
}

export function IconButton({ icon, label, onClick, class: extra = '', isDisabled = false, whyNot, tabIndex }: IconButtonProps) {
  return (
    <button
      type="button"
      class={`icon-button ${extra}`}
      title={isDisabled && whyNot !== undefined ? `${label}: ${whyNot}` : label}
      aria-label={label}
      disabled={isDisabled}
      tabIndex={tabIndex}
      onClick={onClick}
    >
      <Icon name={icon} />
    </button>
  );
}
