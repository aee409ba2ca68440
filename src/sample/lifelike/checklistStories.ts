type QuestionType =
  | 'boolean'
  | 'single_select'
  | 'multi_select'
  | 'text_input'
  | 'text_area'
  | 'number'
  | 'date'
  | 'file'
  | 'multiple_files'
  | 'phone_number'
  | 'year'
  | 'email'
  | 'url'
  | 'country'
  | 'rating'
  | 'datetime';

export interface QuestionStory {
  readonly type: QuestionType;
  readonly text: string;
  readonly required?: boolean;
  readonly range?: readonly [low: number, high: number];
  readonly options?: readonly string[];
  /** Answers of its type to draw from; for selects the places of options. */
  readonly answers: readonly (string | number | boolean | readonly number[])[];
}

export interface ChecklistStory {
  readonly key: 'data' | 'software';
  readonly name: string;
  readonly description: string;
  readonly questions: readonly QuestionStory[];
}

/** The two project metadata checklists; between them every type of question is asked. */
export const checklistStories: readonly ChecklistStory[] = [
  {
    key: 'data',
    name: 'Research data management',
    description: 'What the organisation must know about the data of each project.',
    questions: [
      {
        type: 'boolean',
        text: 'Does the project process personal data?',
        required: true,
        answers: [true, false, false],
      },
      {
        type: 'single_select',
        text: 'How sensitive is the most sensitive data?',
        required: true,
        options: ['Public', 'Internal', 'Confidential', 'Special categories (GDPR Art. 9)'],
        answers: [[0], [1], [2], [3]],
      },
      {
        type: 'multi_select',
        text: 'Where is the data stored?',
        options: ['Aurora object storage', 'Bothnia cloud', 'University file server', 'Elsewhere'],
        answers: [[0], [0, 1], [1, 2], [2, 3], [0, 1, 2]],
      },
      {
        type: 'text_area',
        text: 'Describe the data in a few sentences.',
        answers: [
          'Sequencing reads of 4 000 volunteers, pseudonymised at the biobank.\nRaw data is deleted after two years.',
          'Model output only; inputs are public reanalyses.',
          'Audio recordings with consent forms; see <annex> & "protocol" for the *details*.',
        ],
      },
      {
        type: 'email',
        text: 'Contact for questions about the data',
        required: true,
        answers: ['data@kalev.example.org', 'rdm@emajoe.example.org'],
      },
      {
        type: 'url',
        text: 'Data management plan',
        answers: ['https://dmp.example.org/plans/1182', 'https://dmp.example.org/plans/2077'],
      },
      { type: 'number', text: 'Expected volume in TB', range: [0, 5000], answers: [0.5, 4, 12, 80, 640] },
      {
        type: 'date',
        text: 'When may the data be deleted?',
        required: true,
        answers: ['2031-12-31', '2036-06-30', '2041-01-01'],
      },
      {
        type: 'file',
        text: 'Decision of the ethics committee',
        answers: ['ethics-decision.pdf', 'eetikakomitee otsus.pdf'],
      },
      { type: 'country', text: 'Country where the data was collected', answers: ['EE', 'FI', 'SE', 'LV'] },
    ],
  },
  {
    key: 'software',
    name: 'Research software and reporting',
    description: '',
    questions: [
      {
        type: 'text_input',
        text: 'Main software used',
        required: true,
        answers: ['GROMACS', 'OpenFOAM v2312', 'own code (C++/SYCL)', 'PyTorch'],
      },
      {
        type: 'rating',
        text: 'How mature is the software?',
        range: [1, 5],
        required: true,
        answers: [1, 2, 3, 4, 5],
      },
      { type: 'year', text: 'First year of funding', range: [2000, 2050], answers: [2022, 2024, 2025] },
      {
        type: 'datetime',
        text: 'Next review meeting',
        answers: ['2027-02-11T09:00:00Z', '2027-05-04T12:30:00Z'],
      },
      {
        type: 'phone_number',
        text: 'Phone of the principal investigator',
        answers: ['+46 36 10 10 12', '+372 620 2210'],
      },
      {
        type: 'multiple_files',
        text: 'Reports of the last period',
        answers: ['report.pdf', 'annual report 2025.pdf'],
      },
      {
        type: 'boolean',
        text: 'Is the software published under an open licence?',
        required: true,
        answers: [true, true, false],
      },
      {
        type: 'single_select',
        text: 'Which licence?',
        options: ['MIT', 'Apache-2.0', 'GPL-3.0', 'EUPL-1.2', 'None yet'],
        answers: [[0], [1], [2], [3], [4]],
      },
    ],
  },
];
