import * as vscode from 'vscode';
import type { Caller } from '../../access/caller';
import { isAtLeast } from '../../access/serverVersion';
import { count } from '../../ui/count';
import { numberText } from '../../ui/datesAndNumbers';
import type { StepOutcome, StepPosition } from '../../ui/stepSequence';
import { inputStep } from '../../ui/steps';
import { longestInvitationText } from '../../waldur/invitations';

/** Asks for the optional message of an invitation. */
export function messageStep(question: {
  readonly title: string;
  readonly position: StepPosition;
  readonly caller: Pick<Caller, 'serverVersion'>;
  readonly answer: { message: string };
}): Promise<StepOutcome> {
  const { title, position, caller, answer } = question;
  const longest = longestMessage(caller);
  return inputStep({
    title,
    position,
    prompt: vscode.l10n.t(
      'Enter a message for the invitation (optional, up to {0} characters)',
      numberText(longest),
    ),
    value: answer.message,
    accept: (text) => {
      answer.message = text.trim();
      // As the server counts them.
      const tooMany = Array.from(answer.message).length - longest;
      return Promise.resolve(
        tooMany > 0
          ? count(
              tooMany,
              vscode.l10n.t('Shorten the message by 1 character.'),
              vscode.l10n.t('Shorten the message by {0} characters.', numberText(tooMany)),
            )
          : undefined,
      );
    },
  });
}

export function longestMessage({ serverVersion }: Pick<Caller, 'serverVersion'>): number {
  const { older, newer } = longestInvitationText;
  return isAtLeast(serverVersion, '8.0.6') === true ? newer : older;
}
