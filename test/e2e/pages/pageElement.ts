/**
 * What functions that run inside the page may use of an element. They must not hold named functions of their own: the
 * compiler wraps those in a helper that the page does not have.
 */
export interface PageElement {
  readonly textContent: string | null;
  readonly className: string;
  /** Of an input. */
  readonly value?: string;
  readonly style: { readonly top: string };
  getAttribute(name: string): string | null;
  querySelector(selector: string): PageElement | null;
}
