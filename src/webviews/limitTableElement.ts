import { nothing } from 'lit';
import type { Cell } from '../panels/panelView';
import { GroupedTableElement } from './groupedTableElement';
import { limitBar } from './limitBar';
import type { Drawn } from './parts';

/** A table by groups whose rows may be held against limits. */
export class LimitTableElement extends GroupedTableElement {
  protected override beforeText({ limit }: Cell): Drawn {
    return limit === undefined ? nothing : limitBar(limit);
  }
}
