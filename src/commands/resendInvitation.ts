import * as vscode from 'vscode';
import type { Connection } from '../connections/connection';
import { connectionName } from '../connections/connectionNames';
import { isOnTheWay, patienceOnTheWay } from '../runs/failure';
import { count } from '../ui/count';
import { numberText } from '../ui/datesAndNumbers';
import { errorMessage } from '../ui/errorMessage';
import { withLateProgress } from '../ui/progress';
import { listText } from '../ui/listText';
import { warnWithReason } from '../ui/notify';
import { notificationLine } from '../ui/serverText';
import type { CallOptions } from '../waldur/client';
import { WaldurError } from '../waldur/errors';
import { cancelInvitation as cancelOnServer, isOver, sendInvitation } from '../waldur/invitations';
import type { Command, CommandContext } from './commandContext';
import { inviteAnew } from '../changes/inviteAnew';
import { sentences } from '../ui/sentences';
import { type ChosenInvitation, invitationsOf } from '../pickers/invitationsOf';

/** Sends the e-mail of invitations again; those that have expired are offered to be sent anew, as that moves no end. */
export const resendInvitation: Command = async (context, ...args) => {
  const chosen = await invitationsOf(context, args, vscode.l10n.t('Resend Invitation'));
  const now = new Date();
  const over = chosen.filter(({ invitation }) => isOver(invitation, now));
  await each(
    context,
    chosen.filter((one) => !over.includes(one)),
    ({ connection, invitation }, options) => sendInvitation(connection.client, invitation.uuid, options),
    {
      title: vscode.l10n.t('Resend Invitation'),
      one: (email) => vscode.l10n.t('The invitation for {0} was resent.', email),
      failed: (email, why) => vscode.l10n.t('The invitation for {0} could not be resent. {1}', email, why),
      several: (n) =>
        count(
          n,
          vscode.l10n.t('1 invitation was resent.'),
          vscode.l10n.t('{0} invitations were resent.', numberText(n)),
        ),
    },
  );
  await inviteAnew(context, over);
};

/** Takes invitations back, after a question: they cannot be brought back, only sent anew. */
export const cancelInvitation: Command = async (context, ...args) => {
  const chosen = await invitationsOf(context, args, vscode.l10n.t('Cancel Invitation'));
  const [first] = chosen;
  if (first === undefined) {
    return;
  }
  const servers = listText([
    ...new Set(
      chosen.map(({ connection: { info } }) => connectionName(info, context.connections.connections)),
    ),
  ]);
  const confirm =
    chosen.length === 1 ? vscode.l10n.t('Cancel Invitation') : vscode.l10n.t('Cancel Invitations');
  const answer = await vscode.window.showWarningMessage(
    chosen.length === 1
      ? vscode.l10n.t(
          'Cancel the invitation for {0} to {1}?',
          notificationLine(first.invitation.email ?? '', 80),
          notificationLine(first.invitation.scope_name ?? '', 80),
        )
      : vscode.l10n.t('Cancel {0} invitations?', numberText(chosen.length)),
    {
      modal: true,
      detail: count(
        chosen.length,
        vscode.l10n.t('The link in the e-mail from {0} will stop working.', servers),
        vscode.l10n.t('The links in the e-mails from {0} will stop working.', servers),
      ),
    },
    confirm,
  );
  if (answer === confirm) {
    await each(
      context,
      chosen,
      ({ connection, invitation }, options) => cancelOnServer(connection.client, invitation.uuid, options),
      {
        title: confirm,
        one: (email) => vscode.l10n.t('The invitation for {0} was cancelled.', email),
        failed: (email, why) =>
          vscode.l10n.t('The invitation for {0} could not be cancelled. {1}', email, why),
        several: (n) =>
          count(
            n,
            vscode.l10n.t('1 invitation was cancelled.'),
            vscode.l10n.t('{0} invitations were cancelled.', numberText(n)),
          ),
      },
    );
  }
};

/** Does the same to each, reads the lists again, and tells how it went. */
async function each(
  context: CommandContext,
  chosen: readonly ChosenInvitation[],
  act: (one: ChosenInvitation, options: CallOptions) => Promise<void>,
  words: {
    readonly title: string;
    readonly one: (email: string) => string;
    readonly several: (n: number) => string;
    readonly failed: (email: string, why: string) => string;
  },
): Promise<void> {
  const failures: string[] = [];
  const errors = new Map<Connection, unknown[]>();
  let done = 0;
  let onTheWay = 0;
  const actOn = async (one: ChosenInvitation, signal: AbortSignal): Promise<boolean> => {
    try {
      await act(one, { giveUp: signal });
      done++;
      onTheWay = 0;
      return true;
    } catch (error) {
      errors.set(one.connection, [...(errors.get(one.connection) ?? []), error]);
      failures.push(words.failed(one.invitation.email ?? one.invitation.uuid, errorMessage(error)));
      if (!(error instanceof WaldurError)) {
        // No one knows what it would do to the others.
        context.log.error('Invitations: stopped', error);
        return false;
      }
      // Nor is each sent in vain where one is signed out, or the server out of reach.
      onTheWay = isOnTheWay(error.problem) ? onTheWay + 1 : 0;
      return error.problem.kind !== 'unauthorized' && onTheWay < patienceOnTheWay;
    }
  };
  await withLateProgress(words.title, async (signal, progress) => {
    for (const [index, one] of chosen.entries()) {
      if (signal.aborted || !(await actOn(one, signal))) {
        return;
      }
      const message = vscode.l10n.t('{0} of {1}', numberText(index + 1), numberText(chosen.length));
      progress.report({ message, increment: 100 / chosen.length });
    }
  });
  for (const [connection, those] of errors) {
    // Read anew once, however many were refused.
    for (const error of those) {
      if (await context.stores.of(connection).caller.heed(error)) {
        break;
      }
    }
  }
  const lists = new Set(
    chosen.map(({ connection, customer }) => context.stores.of(connection).invitations(customer)),
  );
  await Promise.allSettled([...lists].filter(({ loaded }) => loaded).map((list) => list.reload()));
  const [first] = chosen;
  if (first === undefined) {
    return;
  }
  const told =
    done === 0 ? [] : [chosen.length === 1 ? words.one(first.invitation.email ?? '') : words.several(done)];
  const left = chosen.length - done - failures.length;
  const notStarted = left === 0 ? '' : vscode.l10n.t('{0} not started.', numberText(left));
  // What failed comes first: the end of a long message is cut.
  const text = sentences(...failures.slice(0, 3), moreFailed(failures.length - 3), notStarted, ...told);
  void (done === chosen.length
    ? vscode.window.showInformationMessage(notificationLine(text, 700))
    : warnWithReason(text));
}

function moreFailed(n: number): string {
  return n < 1
    ? ''
    : count(n, vscode.l10n.t('1 more failed.'), vscode.l10n.t('{0} more failed.', numberText(n)));
}
