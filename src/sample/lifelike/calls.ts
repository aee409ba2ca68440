import { persona } from '../personas';
import type { World, WorldGrant, WorldProposal } from '../world';
import type { Calendar } from './calendar';
import {
  callStories,
  callUuid,
  managingOrganisations,
  managingOrganisationUuid,
  type Proposals,
} from './callStories';
import { customerUuid, logoOf } from './organisations';
import { projectUuid } from './projects';
import { titlesFor } from './projectTitles';
import { type Random, uuidOf } from './random';
import { offeringUuid } from './services';

type CallRows = Pick<
  World,
  'callManagingOrganisations' | 'calls' | 'rounds' | 'proposals' | 'reviews' | 'requestedOfferings'
>;

const states: readonly (keyof Proposals)[] = ['draft', 'submitted', 'in_review', 'accepted', 'rejected'];

function proposalsOf(
  round: string,
  opens: number,
  counts: Proposals,
  random: Random,
  calendar: Calendar,
): WorldProposal[] {
  const authors = [persona('member'), persona('projectManager'), persona('manyRoles')];
  return states.flatMap((state) =>
    Array.from({ length: counts[state] ?? 0 }, (_, index): WorldProposal => {
      const key = `${round}/${state}/${index}`;
      return {
        uuid: uuidOf('proposal', key),
        name: random.pick(titlesFor('')),
        state,
        created: calendar.time(Math.min(-0.5, opens + 2 + index)),
        round,
        project: state === 'accepted' ? projectUuid('emajoe', random.between(2, 9)) : null,
        created_by: random.pick(authors).username,
      };
    }),
  );
}

/** The five managing organisations with calls in every state, rounds scheduled, open and ended, and proposals. */
export function lifelikeCalls(grants: readonly WorldGrant[], random: Random, calendar: Calendar): CallRows {
  const year = Number(calendar.date(0).slice(0, 4));
  const rows: CallRows = {
    callManagingOrganisations: Object.entries(managingOrganisations).map(([key, description], index) => ({
      uuid: managingOrganisationUuid(key),
      created: calendar.time(-800 + index * 100),
      description,
      customer: customerUuid(key),
      image: logoOf(key) ?? null,
    })),
    calls: [],
    rounds: [],
    proposals: [],
    reviews: [],
    requestedOfferings: [],
  };
  for (const story of callStories) {
    const call = callUuid(story.key);
    const first = story.rounds[0]?.opens ?? 0;
    const last = story.rounds.at(-1)?.closes;
    rows.calls.push({
      uuid: call,
      name: story.name.replace('{year}', String(year)).replace('{last}', String(year - 2)),
      slug: story.key,
      state: story.state,
      description: story.description,
      created: calendar.time(Math.min(first, 0) - 30),
      start_date: story.rounds.length > 0 ? calendar.time(first) : null,
      end_date: last === undefined ? null : calendar.time(last),
      reference_code: story.state === 'draft' ? '' : `${story.organisation.toUpperCase()}-${story.key}`,
      manager: managingOrganisationUuid(story.organisation),
      created_by: persona('callOrganiser').username,
      default_project_role: story.state === 'active' ? 'PROJECT.MANAGER' : null,
    });
    const reviewers = grants
      .filter((grant) => grant.scope === call && grant.role === 'CALL.REVIEWER')
      .map((grant) => grant.user);
    story.rounds.forEach(({ opens, closes, proposals = {} }, index) => {
      const round = uuidOf('round', `${story.key}/${index}`);
      rows.rounds.push({
        uuid: round,
        slug: `${story.key}-${index + 1}`,
        name: `Round ${index + 1}`,
        start_time: calendar.time(opens),
        cutoff_time: calendar.time(closes),
        review_duration_in_days: 14,
        minimal_average_scoring: index === 0 ? '6.5' : null,
        minimum_number_of_reviewers: 2,
        review_strategy: 'after_round',
        deciding_entity: index === 0 ? 'by_call_manager' : 'automatic',
        allocation_time: 'on_decision',
        call,
      });
      const submitted = proposalsOf(round, opens, proposals, random, calendar);
      rows.proposals.push(...submitted);
      for (const proposal of submitted.filter(({ state }) => state === 'in_review')) {
        reviewers.slice(0, 2).forEach((reviewer, place) => {
          const state = place === 0 ? 'in_review' : 'submitted';
          rows.reviews.push({
            uuid: uuidOf('review', `${proposal.uuid}/${reviewer}`),
            state,
            proposal: proposal.uuid,
            reviewer,
          });
        });
      }
    });
    for (const [offering, state] of Object.entries(story.offerings)) {
      rows.requestedOfferings.push({
        uuid: uuidOf('requestedOffering', `${story.key}/${offering}`),
        state,
        call,
        offering: offeringUuid(offering),
      });
    }
  }
  return rows;
}
