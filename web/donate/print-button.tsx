/** web/donate/print-button.tsx — to paper, or to a file on a phone. */
type Props = { readonly label: string };

export const PrintButton = ({ label }: Props) => (
  <button type="button" class="is-quiet" onClick={() => window.print()}>
    {label}
  </button>
);
