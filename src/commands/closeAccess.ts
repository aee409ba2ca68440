import type { AccessView } from '../tree/accessView';

export interface CloseAccessParts {
  readonly access: Pick<AccessView, 'close'>;
}

export function closeAccess({ access }: CloseAccessParts): void {
  access.close();
}
