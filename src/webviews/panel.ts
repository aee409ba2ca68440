import { PanelElement } from './panelElement';
import { TableElement } from './tableElement';

/** Starts the page of a panel. @param elements those that this panel alone has, by their tags */
export function startPanel(elements: Readonly<Record<string, CustomElementConstructor>> = {}): void {
  const all = { 'waldur-table': TableElement, 'waldur-panel': PanelElement, ...elements };
  for (const [tag, element] of Object.entries(all)) {
    customElements.define(tag, element);
  }
}
