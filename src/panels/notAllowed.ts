import type { Answer } from '../access/answer';
import { whyNotText } from '../organisations/whyNot';
import { errorMessage } from '../ui/errorMessage';
import { isForbidden } from '../waldur/errors';
import type { Notice } from './panelView';

/**
 * In place of what the caller may not see: why, and who can. To read it once more is no help. Undefined where it is
 * another error.
 * @param answer of the rules of access, where there is one
 */
export function notAllowed(title: string, error: unknown, answer?: Answer): Notice | undefined {
  if (!isForbidden(error)) {
    return undefined;
  }
  const text = answer?.kind === 'no' ? whyNotText(answer.reason, answer.whoCan) : errorMessage(error);
  return { kind: 'notice', title, text, buttons: [] };
}
