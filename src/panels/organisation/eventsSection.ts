import * as vscode from 'vscode';
import { clockText, dayText, momentText } from '../../ui/datesAndNumbers';
import { plainText } from '../../ui/serverText';
import { errorNotice } from '../errorNotice';
import type { Section } from '../panelView';
import type { OrganisationViewParts } from './organisationViewParts';

const few = 6;

/** What happened lately. Others than owners, staff and support are told of none: then it is left out. */
export function eventsSection({ reads, actions, now }: OrganisationViewParts): readonly Section[] {
  const { value: events, error, isReading } = reads.events;
  const title = vscode.l10n.t('Recent events');
  if (events === undefined) {
    if (error !== undefined) {
      const retry = actions.button('retry events', vscode.l10n.t('Retry'), () => reads.events.start(true));
      const notice = errorNotice(vscode.l10n.t('The events could not be read'), error, retry);
      return [{ id: 'events', title, tools: [], notice }];
    }
    return isReading ? [{ id: 'events', title, tools: [], loading: { rows: few } }] : [];
  }
  if (events.length === 0) {
    return [];
  }
  return [
    {
      id: 'events',
      title,
      tools: [],
      content: {
        kind: 'lines',
        lines: events.map(({ uuid, created, message }) => ({
          key: uuid,
          when: created ? whenText(new Date(created), now) : '',
          ...(created ? { title: momentText(created) } : {}),
          text: plainText(message ?? '', 400),
        })),
        ...(events.length < few
          ? {}
          : {
              more: actions.button('more events', vscode.l10n.t('Show more events'), () =>
                reads.showMoreEvents(),
              ),
            }),
      },
    },
  ];
}

/** The time of today's, the day of others. */
function whenText(at: Date, now: Date): string {
  return at.toDateString() === now.toDateString() ? clockText(at, now) : dayText(at);
}
