import type { Exchange } from './http/exchange';
import { languages } from './http/negotiate';
import type { Json, JsonObject } from './json';

/** What a server tells everyone about itself: as shipped, with sign-in by password. */
function shipped(exchange: Exchange) {
  return {
    FEATURES: {
      customer: {
        show_domain: false,
        payments_for_staff_only: false,
      },
      project: {
        estimated_cost: true,
        oecd_fos_2007_code: false,
        show_industry_flag: false,
        show_description_in_create_dialog: true,
        show_type_in_create_dialog: false,
        show_start_date_in_create_dialog: false,
        show_end_date_in_create_dialog: false,
        show_image_in_create_dialog: false,
      },
      user: {
        preferred_language: false,
        ssh_keys: true,
        notifications: true,
        disable_user_termination: false,
        show_slug: false,
      },
      marketplace: {
        import_resources: true,
        conceal_prices: false,
        show_experimental_ui_components: false,
        show_call_management_functionality: false,
        lexis_links: false,
      },
      support: {
        pricelist: true,
        users: true,
        shared_providers: true,
        vm_type_overview: false,
        conceal_change_request: false,
      },
      invitations: {
        conceal_civil_number: true,
        show_tax_number: false,
        tax_number_required: false,
        civil_number_required: false,
        require_user_details: false,
      },
      rancher: {
        volume_mount_point: false,
      },
      slurm: {
        jobs: false,
      },
      openstack: {
        hide_volume_type_selector: false,
        show_migrations: false,
      },
      telemetry: {
        send_metrics: true,
      },
    },
    LANGUAGES: languages.map(([code, label]) => [code, label]),
    LANGUAGE_CODE: 'en',
    WALDUR_CORE: {
      MASTERMIND_URL: '',
      AUTHENTICATION_METHODS: ['LOCAL_SIGNIN'],
      INVITATIONS_ENABLED: true,
      VALIDATE_INVITATION_EMAIL: false,
      NATIVE_NAME_ENABLED: false,
      PROTECT_USER_DETAILS_FOR_REGISTRATION_METHODS: [],
      TRANSLATION_DOMAIN: '',
      MATOMO_URL_BASE: null,
      MATOMO_SITE_ID: null,
      SUPPORT_PORTAL_URL: '',
      EXTERNAL_LINKS: [],
      USER_MANDATORY_FIELDS: ['first_name', 'last_name', 'email'],
      USER_REGISTRATION_HIDDEN_FIELDS: ['registration_method', 'job_title', 'phone_number', 'organization'],
      INVITATION_CIVIL_NUMBER_LABEL: '',
      INVITATION_TAX_NUMBER_LABEL: '',
      HOMEPORT_SENTRY_DSN: null,
      HOMEPORT_SENTRY_ENVIRONMENT: 'waldur-production',
      HOMEPORT_SENTRY_TRACES_SAMPLE_RATE: 0.01,
      HOMEPORT_URL: 'https://example.com/',
      OECD_FOS_2007_CODE_MANDATORY: false,
      DEFAULT_IDP: '',
      INVITATION_USE_WEBHOOKS: false,
      SITE_NAME: 'Waldur',
      SITE_DESCRIPTION:
        'Your single pane of control for managing projects, teams and resources in a self-service manner.',
      SITE_ADDRESS: '',
      SITE_EMAIL: '',
      SITE_PHONE: '',
      CURRENCY_NAME: 'EUR',
      DOCS_URL: '',
      SHORT_PAGE_TITLE: 'Waldur',
      FULL_PAGE_TITLE: 'Waldur | Cloud Service Management',
      BRAND_COLOR: '#3a8500',
      BRAND_LABEL_COLOR: '#000000',
      HERO_LINK_LABEL: '',
      HERO_LINK_URL: '',
      COMMON_FOOTER_TEXT: '',
      COMMON_FOOTER_HTML: '',
      LANGUAGE_CHOICES: languages.map(([code]) => code).join(','),
      DISABLE_DARK_THEME: false,
      POWERED_BY_LOGO: '',
      HERO_IMAGE: '',
      SIDEBAR_LOGO: '',
      SIDEBAR_LOGO_DARK: '',
      SIDEBAR_LOGO_MOBILE: '',
      SIDEBAR_STYLE: 'dark',
      SITE_LOGO: '',
      LOGIN_LOGO: `${exchange.origin}/api/icons/login_logo/`,
      FAVICON: `${exchange.origin}/api/icons/favicon/`,
      OFFERING_LOGO_PLACEHOLDER: '',
      PROPOSAL_REVIEW_DURATION: 7,
      USER_TABLE_COLUMNS: '',
    },
    WALDUR_AUTH_SOCIAL: {
      REMOTE_EDUTEAMS_ENABLED: false,
      ENABLE_EDUTEAMS_SYNC: false,
    },
    WALDUR_FREEIPA: {
      USERNAME_PREFIX: 'waldur_',
      ENABLED: false,
    },
    WALDUR_OPENSTACK: {
      ALLOW_CUSTOMER_USERS_OPENSTACK_CONSOLE_ACCESS: true,
      REQUIRE_AVAILABILITY_ZONE: false,
      ALLOW_DIRECT_EXTERNAL_NETWORK_CONNECTION: false,
      TENANT_CREDENTIALS_VISIBLE: false,
    },
    WALDUR_MARKETPLACE: {
      ANONYMOUS_USER_CAN_VIEW_OFFERINGS: true,
      ENABLE_RESOURCE_END_DATE: true,
    },
    WALDUR_AUTH_SAML2: {
      ENABLE_SINGLE_LOGOUT: false,
      ALLOW_TO_SELECT_IDENTITY_PROVIDER: true,
      IDENTITY_PROVIDER_URL: null,
      IDENTITY_PROVIDER_LABEL: null,
      DISCOVERY_SERVICE_URL: null,
      DISCOVERY_SERVICE_LABEL: null,
    },
    WALDUR_AUTH_VALIMO: {
      LABEL: 'Mobile ID',
      MOBILE_PREFIX: '+372',
    },
    WALDUR_GOOGLE: {},
    WALDUR_RANCHER: {
      ROLE_REQUIREMENT: {
        controllplane: {
          CPU: 2,
          RAM: 4096,
        },
        etcd: {
          CPU: 2,
          RAM: 4096,
        },
        worker: {
          CPU: 1,
          RAM: 1024,
        },
      },
      MOUNT_POINT_CHOICES: ['/var/lib/docker', '/var/lib/etcd', '/opt/media01'],
      MOUNT_POINT_MIN_SIZE: {
        '/var/lib/docker': 64,
        '/var/lib/etcd': 10,
      },
      SYSTEM_VOLUME_MIN_SIZE: 64,
      READ_ONLY_MODE: false,
      MOUNT_POINT_CHOICE_IS_MANDATORY: false,
      DISABLE_SSH_KEY_INJECTION: false,
      DISABLE_DATA_VOLUME_CREATION: false,
    },
    WALDUR_VMWARE: {
      BASIC_MODE: false,
    },
    WALDUR_INVOICES: {},
    WALDUR_MARKETPLACE_OPENSTACK: {
      INSTANCE_CATEGORY_UUID: null,
      VOLUME_CATEGORY_UUID: null,
      TENANT_CATEGORY_UUID: null,
    },
    WALDUR_SUPPORT: {
      ENABLED: true,
      DISPLAY_REQUEST_TYPE: true,
      ACTIVE_BACKEND_TYPE: 'atlassian',
    },
  } satisfies JsonObject;
}

/** `GET /api/configuration/`. */
export function configuration(exchange: Exchange): Json {
  const answer = shipped(exchange);
  if (!exchange.app.behaviour.newerFields) {
    return answer;
  }
  return {
    ...answer,
    WALDUR_CORE: {
      ...answer.WALDUR_CORE,
      SITE_NAME: 'Nordic Research Cloud',
      SHORT_PAGE_TITLE: 'Nordic Research Cloud',
      FULL_PAGE_TITLE: 'Nordic Research Cloud (sample)',
      ORGANIZATION_SUBNETS_VISIBLE: true,
      ONLY_STAFF_CAN_INVITE_USERS: false,
    },
  };
}
