import { errorMessage } from '../ui/errorMessage';
import type { Button, Notice } from './panelView';

/** Why something could not be read, beside what is still shown of it. */
export function errorNotice(title: string, error: unknown, ...buttons: readonly Button[]): Notice {
  return { kind: 'notice', tone: 'bad', title, text: errorMessage(error), buttons: [...buttons] };
}
