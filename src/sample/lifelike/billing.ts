import type { World } from '../world';
import type { Calendar } from './calendar';
import { customerUuid } from './organisations';
import { uuidOf } from './random';

/** Credits, payment profiles and the one organisation that only its own network may see. */
export function lifelikeBilling(
  calendar: Calendar,
): Pick<World, 'customerCredits' | 'paymentProfiles' | 'accessSubnets'> {
  const credits: readonly (readonly [key: string, value: string, days: number | null])[] = [
    ['kalev', '25000.75000', 90],
    ['saimaa', '4200.00000', 21],
    ['vattern', '0.00000', -10],
    ['daugava', '1500.50000', null],
  ];
  const profiles: readonly (readonly [
    key: string,
    name: string,
    type: string,
    active: boolean,
    attributes: Record<string, unknown>,
  ])[] = [
    [
      'kalev',
      'Yearly contract',
      'fixed_price',
      true,
      { agreement_number: 'KIG-2024/117-A', contract_sum: 120_000, end_date: calendar.date(300) },
    ],
    ['kalev', 'Invoices until 2024', 'invoices', false, { contract_sum: '9500.50' }],
    ['emajoe', 'Monthly invoices', 'invoices', true, {}],
    ['vattern', 'Card', 'payment_gw_monthly', true, {}],
  ];
  return {
    customerCredits: credits.map(([key, value, days]) => ({
      uuid: uuidOf('customerCredit', key),
      value,
      end_date: days === null ? null : calendar.date(days),
      customer: customerUuid(key),
    })),
    paymentProfiles: profiles.map(([key, name, type, active, attributes]) => ({
      uuid: uuidOf('paymentProfile', `${key}/${name}`),
      name,
      payment_type: type,
      attributes,
      is_active: active,
      organization: customerUuid(key),
    })),
    accessSubnets: [
      {
        uuid: uuidOf('accessSubnet', 'enclave'),
        customer: customerUuid('enclave'),
        inet: '198.51.100.0/24',
        description: 'Secure room',
      },
    ],
  };
}
