import { createHash, randomBytes } from 'node:crypto';
import type { World, WorldCustomer, WorldGrant, WorldUser } from '../world';
import { Table } from './table';

/** A new uuid as it goes over the wire. */
export const newUuid = (): string => randomBytes(16).toString('hex');

const table = <T extends { readonly uuid: string }>(rows: () => T[]): Table<T> => new Table(rows);

/** The world with what makes it quick to ask: tables by uuid and indexes by what rows refer to. */
export class Store {
  readonly users;
  readonly roles;
  readonly groupTypes;
  readonly groups;
  readonly customers;
  readonly projectTypes;
  readonly projects;
  readonly grants;
  readonly accessSubnets;
  readonly paymentProfiles;
  readonly customerCredits;
  readonly serviceProviders;
  readonly offerings;
  readonly resources;
  readonly managingOrganisations;
  readonly calls;
  readonly rounds;
  readonly proposals;
  readonly reviews;
  readonly requestedOfferings;
  readonly invitations;
  readonly events;
  readonly checklists;
  readonly questions;
  readonly answers;

  readonly projectsOf;
  readonly subnetsOf;
  readonly profilesOf;
  readonly creditsOf;
  readonly providersOf;
  readonly managingOrganisationsOf;
  readonly callsOf;
  readonly roundsOf;
  readonly proposalsOf;
  readonly reviewsOf;
  readonly requestedOfferingsOf;
  readonly resourcesOf;
  readonly offeringsOf;
  readonly questionsOf;
  readonly answersOf;
  readonly #grantsOfUser;
  readonly #grantsOfScope;
  readonly #userByName;
  readonly #roleByName;

  /** @param manyGroups an organisation may be in several groups; otherwise only `organization_group` counts */
  constructor(
    readonly world: World,
    private readonly manyGroups: boolean,
  ) {
    this.users = table(() => world.users);
    this.roles = table(() => world.roles);
    this.groupTypes = table(() => world.organizationGroupTypes);
    this.groups = table(() => world.organizationGroups);
    this.customers = table(() => world.customers);
    this.projectTypes = table(() => world.projectTypes);
    this.projects = table(() => world.projects);
    this.grants = table(() => world.grants);
    this.accessSubnets = table(() => world.accessSubnets);
    this.paymentProfiles = table(() => world.paymentProfiles);
    this.customerCredits = table(() => world.customerCredits);
    this.serviceProviders = table(() => world.serviceProviders);
    this.offerings = table(() => world.offerings);
    this.resources = table(() => world.resources);
    this.managingOrganisations = table(() => world.callManagingOrganisations);
    this.calls = table(() => world.calls);
    this.rounds = table(() => world.rounds);
    this.proposals = table(() => world.proposals);
    this.reviews = table(() => world.reviews);
    this.requestedOfferings = table(() => world.requestedOfferings);
    this.invitations = table(() => world.invitations);
    this.events = table(() => world.events);
    this.checklists = table(() => world.checklists);
    this.questions = table(() => world.questions);
    this.answers = table(() => world.answers);

    this.projectsOf = this.projects.index((row) => row.customer);
    this.subnetsOf = this.accessSubnets.index((row) => row.customer);
    this.profilesOf = this.paymentProfiles.index((row) => row.organization);
    this.creditsOf = this.customerCredits.index((row) => row.customer);
    this.providersOf = this.serviceProviders.index((row) => row.customer);
    this.managingOrganisationsOf = this.managingOrganisations.index((row) => row.customer);
    this.callsOf = this.calls.index((row) => row.manager);
    this.roundsOf = this.rounds.index((row) => row.call);
    this.proposalsOf = this.proposals.index((row) => row.round);
    this.reviewsOf = this.reviews.index((row) => row.proposal);
    this.requestedOfferingsOf = this.requestedOfferings.index((row) => row.call);
    this.resourcesOf = this.resources.index((row) => row.project);
    this.offeringsOf = this.offerings.index((row) => row.customer);
    this.questionsOf = this.questions.index((row) => row.checklist);
    this.answersOf = this.answers.index((row) => row.project);
    this.#grantsOfUser = this.grants.index((row) => row.user);
    this.#grantsOfScope = this.grants.index((row) => `${row.scope_type} ${row.scope}`);
    this.#userByName = this.users.index((row) => row.username);
    this.#roleByName = this.roles.index((row) => row.name);
  }

  userNamed(username: string | null | undefined): WorldUser | undefined {
    return username === null || username === undefined ? undefined : this.#userByName(username)[0];
  }

  roleNamed(name: string | null | undefined) {
    return name === null || name === undefined ? undefined : this.#roleByName(name)[0];
  }

  /** The grants of a user that are in force: an expired one still is until it has been swept. */
  grantsOfUser(username: string): readonly WorldGrant[] {
    return this.#grantsOfUser(username).filter((grant) => grant.is_active !== false);
  }

  /** The grants on a scope that are in force. @param type the model's name, as `customer` */
  grantsOfScope(type: string, uuid: string): readonly WorldGrant[] {
    return this.#grantsOfScope(`${type} ${uuid}`).filter((grant) => grant.is_active !== false);
  }

  /** Ends a grant: it stays on record, with the time from which it no longer counts. */
  revoke(grant: WorldGrant, at: string): void {
    grant.is_active = false;
    grant.expiration_time = at;
    this.grants.changed(grant);
  }

  /** Removes all grants on a scope that goes away. */
  forgetScope(type: string, uuid: string): void {
    for (const grant of this.#grantsOfScope(`${type} ${uuid}`)) {
      this.grants.remove(grant);
    }
  }

  liveProjectsOf(customer: string) {
    return this.projectsOf(customer).filter((project) => project.is_removed !== true);
  }

  /** The groups an organisation is in. */
  groupUuidsOf(customer: WorldCustomer): readonly string[] {
    const one = typeof customer.organization_group === 'string' ? [customer.organization_group] : [];
    return this.manyGroups ? (customer.organization_groups ?? one) : one;
  }

  #groupCounts = { version: -1, counts: new Map<string, number>() };

  /** How many customers are in a group; counted anew only after a customer has changed. */
  customersInGroup(group: string): number {
    if (this.#groupCounts.version !== this.customers.version) {
      const counts = new Map<string, number>();
      for (const customer of this.customers.rows) {
        for (const uuid of this.groupUuidsOf(customer)) {
          counts.set(uuid, (counts.get(uuid) ?? 0) + 1);
        }
      }
      this.#groupCounts = { version: this.customers.version, counts };
    }
    return this.#groupCounts.counts.get(group) ?? 0;
  }

  managingOrganisationOf(customer: string) {
    return this.managingOrganisationsOf(customer)[0];
  }
}

/** A slug for a name, as `tallinn--1`: eight characters of it and a number that is free. */
export function slugFor(name: string, rows: readonly { readonly slug?: string | undefined }[]): string {
  const letters = name
    .normalize('NFKD')
    .replace(/[^\u0020-\u007e]/g, '')
    .toLowerCase()
    .replace(/[^a-z0-9_\s-]/g, '')
    .replace(/[-\s]+/g, '-')
    .replace(/^[-_]+|[-_]+$/g, '')
    .slice(0, 8);
  const start = `${letters}-`;
  const numbers = rows
    .map((row) => row.slug ?? '')
    .filter((slug) => slug.startsWith(start) && /^\d+$/.test(slug.slice(start.length)))
    .map((slug) => Number(slug.slice(start.length)));
  return `${start}${Math.max(0, ...numbers) + 1}`;
}

/** 32 hex digits of a text, always the same: a uuid for what has none in the world. */
export const uuidOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 32);

export const fullName = (user: WorldUser | undefined): string =>
  user ? `${user.first_name ?? ''} ${user.last_name ?? ''}`.trim() : '';
