import assert from 'node:assert/strict';
import '../vscodeFake';
import { answerChart } from '../../../src/panels/compliance/answerChart';
import { answerSpread } from '../../../src/panels/compliance/answerSpread';
import { findInPages } from '../../../src/panels/compliance/findInPages';
import { readPlace, writePlace } from '../../../src/panels/compliance/place';
import { answerText, typeText } from '../../../src/panels/compliance/questionText';
import { reminderText } from '../../../src/panels/compliance/reminders';
import type { ComplianceQuestion } from '../../../src/waldur/compliance';
import type { PageParams } from '../../../src/waldur/paging';

const options = ['a', 'b', 'c', 'd', 'e', 'f'].map((uuid, order) => ({
  uuid,
  label: `Label ${uuid}`,
  order,
}));

function asked(type: string, answers: readonly unknown[], parts: Partial<ComplianceQuestion> = {}) {
  return answerSpread({
    question_uuid: 'q',
    question_type: type,
    project_answers: answers.map((data) => ({ answer_data: data })),
    ...parts,
  });
}

describe('Answers of projects', () => {
  it('are counted by what is asked for', () => {
    assert.deepEqual(asked('boolean', [true, false, null, false]), { kind: 'yesNo', yes: 1, no: 2 });
    assert.deepEqual(asked('number', []), { kind: 'none' });
    assert.deepEqual(asked('text_area', ['x', 'y', 'x']), { kind: 'others', different: 2 });
    assert.deepEqual(asked('hologram', [{ a: 1 }]), { kind: 'others', different: 1 });
    const numbers = asked('number', [0, '10', 5, Number.NaN, 'much', 5.5]);
    assert.deepEqual(numbers, {
      ...{ kind: 'numbers', lowest: 0, median: 5.25, highest: 10, isYear: false },
      bins: [1, 0, 0, 0, 0, 2, 0, 0, 0, 1],
    });
    assert.equal(asked('rating', [1, 5, 5]).kind, 'ratings');
    assert.equal(asked('rating', [1, 500]).kind, 'numbers', 'too many for a column each');
    assert.equal(asked('number', [7, 7]).kind, 'numbers', 'all the same');
    const choices = asked('multi_select', [['b', 'a'], ['b', 'b'], ['gone'], 'c', 7], {
      question_options: options,
    });
    assert.ok(choices.kind === 'choices');
    assert.deepEqual(choices.choices.map(({ label, count }) => `${label} ${count}`).slice(0, 4), [
      'Label b 2',
      'Label a 1',
      'Label c 1',
      'Label d 0',
    ]);
  });

  it('are drawn with a sentence, and of many choices the first', () => {
    const chart = answerChart(asked('multi_select', [['b'], ['b'], ['a']], { question_options: options }));
    assert.ok(chart.kind === 'bars');
    assert.deepEqual(
      [chart.parts.length, chart.note, chart.label],
      [3, 'and 3 more · projects can choose several', 'Label b: 2, Label a: 1, and Label c: 0'],
    );
    assert.equal(chart.parts[1]?.share, 0.5);
    const years = answerChart(asked('year', [2020, 2026]));
    assert.ok(years.kind === 'columns');
    assert.deepEqual(years.marks, ['Lowest 2020', 'Median 2023', 'Highest 2026']);
    assert.deepEqual(answerChart(asked('date', [])), { kind: 'words', text: 'No answers yet' });
  });

  it('are told in words, whatever they are', () => {
    const text = (type: string, data: unknown, labels?: unknown) =>
      answerText({ question_type: type }, { answer_data: data, answer_labels: labels });
    assert.equal(text('boolean', false), 'No');
    assert.equal(text('multi_select', ['a', 'b'], ['One', 'Two']), 'One and Two');
    assert.equal(text('single_select', ['a'], null), 'a');
    assert.equal(text('number', 1234.5), '1,234.5');
    assert.equal(text('year', 2026), '2026');
    assert.equal(text('date', '2031-12-31'), 'Dec 31, 2031');
    assert.equal(text('file', { name: 'plan.pdf', size: 240_000, stored_file_id: 'x' }), 'plan.pdf, 240 kB');
    assert.equal(
      text('multiple_files', [{ name: 'a.pdf' }, { name: 'b.pdf', size: 5 }]),
      'a.pdf and b.pdf, 5 byte',
    );
    assert.equal(text('text_area', 'one\ntwo\u202e'), 'one two');
    for (const nothing of [null, undefined, '', [], {}, [null], Symbol.iterator]) {
      assert.equal(text('text_area', nothing), '');
    }
  });

  it('are asked for in words', () => {
    assert.equal(
      typeText({ question_type: 'number', min_value: '0.0000', max_value: '5000.0000' }),
      'Number, 0 to 5,000',
    );
    assert.equal(typeText({ question_type: 'single_select', question_options: options }), 'One of 6');
    assert.equal(typeText({ question_type: 'file_of_the_future' }), 'file of the future');
    assert.equal(typeText({}), 'Text');
  });

  it('that are missing are told in a reminder', () => {
    const text = reminderText(
      {
        ...{ project_uuid: 'p', project_name: 'Proteome\nAtlas' },
        unanswered_required_questions: [{ uuid: 'q', description: 'Who answers?', question_type: 'email' }],
      },
      { organisation: 'Kalev', link: 'https://portal.example/projects/p/' },
    );
    assert.equal(
      text,
      'Proteome Atlas (Kalev) still has 1 required question to answer:\n' +
        '- Who answers? (E-mail address)\nhttps://portal.example/projects/p/',
    );
  });
});

describe('Where one is in the panel of compliance', () => {
  it('is kept in a word, and taken from nothing else', () => {
    const uuid = 'a'.repeat(32);
    const place = {
      tab: 'details',
      state: 'review',
      question: { uuid, at: 3 },
      project: { uuid, at: 4999 },
    } as const;
    assert.deepEqual(readPlace(writePlace(place)), place);
    assert.ok(writePlace(place).length <= 200);
    for (const other of [undefined, '', 'people', 'details x question=1@2 project=zz']) {
      const read = readPlace(other);
      assert.deepEqual([read.state, read.question, read.project], ['all', undefined, undefined]);
    }
  });

  it('finds a row that moved, with a page that is past the end', async () => {
    const pages: number[] = [];
    const rows = Array.from({ length: 120 }, (_, at) => at);
    const readPage = ({ page = 1, page_size: size = 10 }: PageParams) => {
      pages.push(page);
      const start = (page - 1) * size;
      return Promise.resolve({
        ...{ rows: rows.slice(start, start + size), page, dropped: 0 },
        hasNext: start + size < rows.length,
      });
    };
    assert.equal(await findInPages(readPage, (row) => row === 7, 7), 7);
    assert.equal(await findInPages(readPage, (row) => row === 110, 500), 110);
    assert.equal(await findInPages(readPage, (row) => row === 999, 0), undefined);
    assert.deepEqual(pages, [8, 501, 1, 2, 3, 1, 1, 2, 3]);
  });
});
