import * as vscode from 'vscode';
import { isAtLeast } from '../access/serverVersion';
import { count } from '../ui/count';
import { numberText } from '../ui/datesAndNumbers';
import type { StepOutcome, StepPosition } from '../ui/stepSequence';
import { inputStep } from '../ui/steps';
import { longestInvitationText } from '../waldur/invitations';

/** Asks for the optional message of an invitation. */
export function messageStep(question: {
  readonly title: string;
  readonly position: StepPosition;
  /** Asked only for a message that older servers do not take. */
  readonly serverVersion: () => Promise<string | undefined>;
  readonly answer: { message: string };
}): Promise<StepOutcome> {
  const { title, position, serverVersion, answer } = question;
  return inputStep({
    title,
    position,
    prompt: vscode.l10n.t('Enter a message for the invitation (optional)'),
    value: answer.message,
    accept: async (text) => {
      answer.message = text.trim();
      const tooMany = await excess(answer.message, serverVersion);
      return tooMany > 0
        ? count(
            tooMany,
            vscode.l10n.t('Shorten the message by 1 character.'),
            vscode.l10n.t('Shorten the message by {0} characters.', numberText(tooMany)),
          )
        : undefined;
    },
  });
}

/** How many characters there are more than the server takes. */
export async function excess(
  message: string,
  serverVersion: () => Promise<string | undefined>,
): Promise<number> {
  const { older, newer } = longestInvitationText;
  // As the server counts them.
  const { length } = Array.from(message);
  return length > older && isAtLeast(await serverVersion(), '8.0.6') === true
    ? length - newer
    : length - older;
}
