/** `+12 −3`, in the colours of the diff. */
export function ChangeCounts({ added, removed }: { readonly added: number; readonly removed: number }) {
  return (
    <span class="counts">
      <span class="count-added" aria-hidden="true">
        +{added}
      </span>
      <span class="count-removed" aria-hidden="true">
        −{removed}
      </span>
      <span class="visually-hidden">
        {added} added, {removed} removed
      </span>
    </span>
  );
}
