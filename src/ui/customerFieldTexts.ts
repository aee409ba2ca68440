import * as vscode from 'vscode';
import type { CustomerWrite } from '../waldur/customerWrite';
import { slugPlaceholders } from '../waldur/textForms';
import type { FieldText } from './fieldText';
import { listText } from './listText';

/** How the fields of an organisation are told. */
export function customerFieldTexts(): Readonly<Record<keyof CustomerWrite, FieldText>> {
  return {
    name: {
      title: vscode.l10n.t('Name'),
      description: vscode.l10n.t('The name everyone sees. Two organisations can have the same name.'),
    },
    native_name: {
      title: vscode.l10n.t('Native name'),
      description: vscode.l10n.t('The name in the language of the country.'),
    },
    abbreviation: {
      title: vscode.l10n.t('Abbreviation'),
      description: vscode.l10n.t('A short form of the name, shown instead of it where there is little room.'),
    },
    description: {
      title: vscode.l10n.t('Description'),
      description: vscode.l10n.t('What the organisation is and does.'),
    },
    slug: {
      title: vscode.l10n.t('Slug'),
      description: vscode.l10n.t(
        'A short name for addresses and identifiers. Leave it empty to make a new one from the name.',
      ),
    },
    domain: {
      title: vscode.l10n.t('Domain'),
      description: vscode.l10n.t(
        'The domain of the organisation, such as example.org. It is shown after the name where there is no abbreviation.',
      ),
    },
    backend_id: {
      title: vscode.l10n.t('Backend ID'),
      description: vscode.l10n.t('The identifier of the organisation in another application.'),
    },
    image: {
      title: vscode.l10n.t('Image'),
      description: vscode.l10n.t('The logo. Null removes it. Set another with a file.'),
    },
    organization_group: {
      title: vscode.l10n.t('Organisation group'),
      description: vscode.l10n.t('The UUID of the group the organisation is in.'),
    },
    email: {
      title: vscode.l10n.t('E-mail'),
      description: vscode.l10n.t('The address for contacting the organisation.'),
    },
    phone_number: {
      title: vscode.l10n.t('Phone number'),
      description: vscode.l10n.t('Digits, spaces, hyphens and brackets, with a plus in front if needed.'),
    },
    homepage: {
      title: vscode.l10n.t('Home page'),
      description: vscode.l10n.t('The address of its website, beginning with https:// or http://.'),
    },
    contact_details: {
      title: vscode.l10n.t('Contact details'),
      description: vscode.l10n.t('Further ways to contact the organisation, in several lines if needed.'),
    },
    notification_emails: {
      title: vscode.l10n.t('Notification e-mails'),
      description: vscode.l10n.t('The addresses that receive notifications, separated by commas.'),
    },
    country: {
      title: vscode.l10n.t('Country'),
      description: vscode.l10n.t('The code of the country, or EU.'),
    },
    address: {
      title: vscode.l10n.t('Address'),
      description: vscode.l10n.t('The postal address in one line.'),
    },
    postal: {
      title: vscode.l10n.t('Postal code'),
      description: vscode.l10n.t('The postal code of the address.'),
    },
    street: {
      title: vscode.l10n.t('Street'),
      description: vscode.l10n.t('The street of the address.'),
    },
    house_nr: {
      title: vscode.l10n.t('House number'),
      description: vscode.l10n.t('The number of the house in the street.'),
    },
    apartment_nr: {
      title: vscode.l10n.t('Apartment number'),
      description: vscode.l10n.t('The number of the apartment or office in the house.'),
    },
    household: {
      title: vscode.l10n.t('Household'),
      description: vscode.l10n.t('The name of the household or farm, where an address has one.'),
    },
    city: {
      title: vscode.l10n.t('City'),
      description: vscode.l10n.t('The city, town or village of the address.'),
    },
    parish: {
      title: vscode.l10n.t('Parish'),
      description: vscode.l10n.t('The parish or municipality of the address.'),
    },
    state: {
      title: vscode.l10n.t('State'),
      description: vscode.l10n.t('The state, county or region of the address.'),
    },
    latitude: {
      title: vscode.l10n.t('Latitude'),
      description: vscode.l10n.t('Where the organisation is on a map, in degrees north of the equator.'),
    },
    longitude: {
      title: vscode.l10n.t('Longitude'),
      description: vscode.l10n.t('Where the organisation is on a map, in degrees east of Greenwich.'),
    },
    registration_code: {
      title: vscode.l10n.t('Registration code'),
      description: vscode.l10n.t('The number in the business register.'),
    },
    agreement_number: {
      title: vscode.l10n.t('Agreement number'),
      description: vscode.l10n.t('The number of the agreement with the operator of the server.'),
    },
    sponsor_number: {
      title: vscode.l10n.t('Sponsor number'),
      description: vscode.l10n.t('The number of the sponsor who covers the costs.'),
    },
    vat_code: {
      title: vscode.l10n.t('VAT code'),
      description: vscode.l10n.t(
        'The VAT number. The server checks whether it has the form that the country uses.',
      ),
    },
    bank_name: {
      title: vscode.l10n.t('Bank name'),
      description: vscode.l10n.t('The bank that holds the account.'),
    },
    bank_account: {
      title: vscode.l10n.t('Bank account'),
      description: vscode.l10n.t('The number of the bank account.'),
    },
    default_tax_percent: {
      title: vscode.l10n.t('Tax percent'),
      description: vscode.l10n.t('The tax added to new invoices, from 0 to 200 percent.'),
    },
    accounting_start_date: {
      title: vscode.l10n.t('Accounting start date'),
      description: vscode.l10n.t(
        'The day and time from which usage is invoiced. Without an offset it is in UTC.',
      ),
    },
    display_billing_info_in_projects: {
      title: vscode.l10n.t('Show billing in projects'),
      description: vscode.l10n.t('Whether the people of its projects can see costs.'),
    },
    user_email_patterns: {
      title: vscode.l10n.t('E-mail patterns'),
      description: vscode.l10n.t(
        'Regular expressions. A person whose e-mail address matches one of them can get a role here.',
      ),
    },
    user_affiliations: {
      title: vscode.l10n.t('Affiliations'),
      description: vscode.l10n.t('A person with one of these affiliations can get a role here.'),
    },
    user_identity_sources: {
      title: vscode.l10n.t('Identity sources'),
      description: vscode.l10n.t(
        'A person who signs in through one of these identity providers can get a role here.',
      ),
    },
    access_subnets: {
      title: vscode.l10n.t('Access subnets'),
      description: vscode.l10n.t(
        'The networks from which people work, with their masks and separated by commas. This is a note and restricts no one.',
      ),
    },
    max_service_accounts: {
      title: vscode.l10n.t('Maximum service accounts'),
      description: vscode.l10n.t('How many service accounts the organisation can have.'),
    },
    grace_period_days: {
      title: vscode.l10n.t('Grace period'),
      description: vscode.l10n.t('How many days after the end of a project its resources are terminated.'),
    },
    project_slug_template: {
      title: vscode.l10n.t('Project slug template'),
      description: vscode.l10n.t(
        'How the slugs of new projects are made. These placeholders are possible: {0}.',
        listText(slugPlaceholders.map((name) => `{${name}}`)),
      ),
    },
    project_metadata_checklist: {
      title: vscode.l10n.t('Project metadata checklist'),
      description: vscode.l10n.t(
        'The UUID of the checklist that projects answer. Any change deletes every answer given so far.',
      ),
    },
    blocked: {
      title: vscode.l10n.t('Blocked'),
      description: vscode.l10n.t(
        'Whether the organisation is blocked. Once it is, nothing in it can be changed here, not even this.',
      ),
    },
    archived: {
      title: vscode.l10n.t('Archived'),
      description: vscode.l10n.t(
        'Whether the organisation is archived. Once it is, nothing in it can be changed here, not even this.',
      ),
    },
  };
}
