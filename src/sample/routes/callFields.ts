import type { Exchange } from '../http/exchange';
import { writeRow, type Fields } from '../http/fields';
import type { Json, JsonObject } from '../json';
import { fullName, uuidOf } from '../store/store';
import type { World, WorldCall, WorldCustomer, WorldRound } from '../world';
import { hpcCategory } from './projectFields';

type Call = WorldCall;
type Round = WorldRound;
type RequestedOffering = World['requestedOfferings'][number];

const customerOf = (row: Call, x: Exchange): WorldCustomer | undefined =>
  x.app.store.customers.get(x.app.store.managingOrganisations.get(row.manager)?.customer);

const dayOf = (time: string): string => `${time.slice(8, 10)}.${time.slice(5, 7)}.${time.slice(0, 4)}`;

function statusOf(row: Round, x: Exchange): string {
  if (x.app.clock.isPast(row.cutoff_time)) {
    return 'ended';
  }
  return x.app.clock.isPast(row.start_time) ? 'open' : 'scheduled';
}

const roundFields: Fields<Round> = {
  uuid: (row) => row.uuid,
  slug: (row, x) => (x.app.behaviour.newerFields ? (row.slug ?? `round-${row.uuid.slice(0, 6)}`) : undefined),
  name: (row) => row.name ?? `Round ${dayOf(row.start_time)}-${dayOf(row.cutoff_time)}`,
  start_time: (row, x) => x.time(row.start_time),
  cutoff_time: (row, x) => x.time(row.cutoff_time),
  status: statusOf,
  review_strategy: (row) => row.review_strategy ?? 'after_round',
  deciding_entity: (row) => row.deciding_entity ?? 'automatic',
  allocation_time: (row) => row.allocation_time ?? 'on_decision',
  allocation_date: () => null,
  minimal_average_scoring: (row) => row.minimal_average_scoring ?? null,
  review_duration_in_days: (row) => row.review_duration_in_days ?? null,
  minimum_number_of_reviewers: (row) => row.minimum_number_of_reviewers ?? null,
};

function writeReview(
  x: Exchange,
  review: World['reviews'][number],
  round: Round,
  proposalName: string,
): JsonObject {
  const { store } = x.app;
  const reviewer = store.userNamed(review.reviewer);
  const comments = [
    'project_title',
    'project_summary',
    'project_is_confidential',
    'project_has_civilian_purpose',
    'project_description',
    'project_duration',
    'project_supporting_documentation',
    'resource_requests',
    'team',
  ];
  const { now } = store.world;
  const ends = new Date(Date.parse(now) + (round.review_duration_in_days ?? 14) * 86_400_000).toISOString();
  return {
    url: x.url('proposal-reviews', review.uuid),
    uuid: review.uuid,
    proposal: x.url('proposal-proposals', review.proposal),
    reviewer: reviewer ? x.url('users', reviewer.uuid) : null,
    reviewer_full_name: fullName(reviewer),
    state: review.state,
    review_end_date: x.time(ends.slice(0, 19) + now.slice(19)),
    summary_score: 0,
    summary_public_comment: '',
    summary_private_comment: '',
    proposal_name: proposalName,
    round_uuid: round.uuid,
    round_name: `Round ${dayOf(round.start_time)}-${dayOf(round.cutoff_time)}`,
    round_cutoff_time: x.time(round.cutoff_time),
    round_start_time: x.time(round.start_time),
    call_name: store.calls.get(round.call)?.name ?? '',
    call_uuid: round.call,
    ...Object.fromEntries(comments.map((name) => [`comment_${name}`, null])),
  };
}

/** A round with the proposals made in it. */
export const roundDetailFields: Fields<Round> = {
  ...roundFields,
  url: (row, x) => `${x.url('proposal-protected-calls', row.call)}rounds/${row.uuid}/`,
  proposals: (row, x): Json =>
    x.app.store.proposalsOf(row.uuid).map((proposal) => ({
      uuid: proposal.uuid,
      name: proposal.name,
      state: proposal.state,
      reviews: x.app.store
        .reviewsOf(proposal.uuid)
        .map((review) => writeReview(x, review, row, proposal.name)),
      created_by_name: fullName(x.app.store.userNamed(proposal.created_by)),
      created: x.time(proposal.created ?? x.app.store.world.now),
    })),
};

function writeOffering(x: Exchange, requested: RequestedOffering, call: Call): JsonObject {
  const { store } = x.app;
  const offering = store.offerings.get(requested.offering);
  return {
    uuid: requested.uuid,
    state: requested.state,
    offering: x.url('marketplace-public-offerings', requested.offering),
    offering_name: offering?.name ?? '',
    offering_uuid: requested.offering,
    provider_name: store.customers.get(offering?.customer)?.name ?? '',
    category_uuid: hpcCategory.uuid,
    category_name: hpcCategory.title,
    call_managing_organisation: customerOf(call, x)?.name ?? '',
    attributes: {},
    plan: null,
    plan_details: null,
    options: {},
    components: [...(offering?.components ?? [])]
      .sort((a, b) => (a.name < b.name ? -1 : 1))
      .map((component) => ({
        uuid: uuidOf(`component ${requested.offering} ${component.type}`),
        billing_type: component.billing_type ?? 'usage',
        type: component.type,
        name: component.name,
        description: component.description ?? '',
        measured_unit: component.measured_unit ?? '',
        limit_period: null,
        limit_amount: null,
        article_code: '',
        max_value: null,
        min_value: null,
        max_available_limit: null,
        is_boolean: false,
        default_limit: null,
        factor: null,
        is_builtin: false,
      })),
  };
}

/** The earliest or latest time of the rounds, where the call itself has none. */
function edge(
  x: Exchange,
  row: Call,
  key: 'start_time' | 'cutoff_time',
  pick: 'first' | 'last',
): string | null {
  const times = x.app.store
    .roundsOf(row.uuid)
    .map((round) => round[key])
    .sort();
  return x.time(pick === 'first' ? times[0] : times.at(-1));
}

export function publicCallFields(collection: string): Fields<Call> {
  return {
    url: (row, x) => x.url(collection, row.uuid),
    uuid: (row) => row.uuid,
    created: (row, x) => x.time(row.created ?? x.app.store.world.now),
    start_date: (row, x) => x.time(row.start_date) ?? edge(x, row, 'start_time', 'first'),
    end_date: (row, x) => x.time(row.end_date) ?? edge(x, row, 'cutoff_time', 'last'),
    slug: (row, x) => (x.app.behaviour.newerFields ? (row.slug ?? '') : undefined),
    name: (row) => row.name,
    description: (row) => row.description ?? '',
    state: (row) => row.state,
    manager: (row, x) => x.url('call-managing-organisations', row.manager),
    manager_uuid: (row, x) => (x.app.behaviour.newerFields ? row.manager : undefined),
    customer_name: (row, x) => customerOf(row, x)?.name ?? '',
    customer_uuid: (row, x) => customerOf(row, x)?.uuid ?? '',
    offerings: (row, x) =>
      x.app.store
        .requestedOfferingsOf(row.uuid)
        .filter((requested) => requested.state === 'accepted')
        .map((requested) => writeOffering(x, requested, row)),
    rounds: (row, x) => x.app.store.roundsOf(row.uuid).map((round) => writeRow(roundFields, round, x)),
    documents: () => [],
    backend_id: (row) => row.backend_id ?? '',
    external_url: (row, x) => (x.app.behaviour.newerFields ? (row.external_url ?? null) : undefined),
  };
}

export const callFields: Fields<Call> = {
  ...publicCallFields('proposal-protected-calls'),
  created_by: (row, x) => {
    const user = x.app.store.userNamed(row.created_by);
    return user ? x.url('users', user.uuid) : null;
  },
  reference_code: (row) => row.reference_code ?? row.backend_id ?? '',
  default_project_role: (row, x) => x.app.store.roleNamed(row.default_project_role)?.uuid ?? null,
  default_project_role_name: (row, x) => x.app.store.roleNamed(row.default_project_role)?.name,
  default_project_role_description: (row, x) => x.app.store.roleNamed(row.default_project_role)?.description,
};
