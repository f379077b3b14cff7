import { idOf, type Part, type Whole } from '../setup.js';
import { type Problem, pathOf, wrong } from './problem.js';

/** One id, or one name that people read, for two things of a kind. */
export function checkTwice(whole: Whole): Problem[] {
  return [
    ...(Object.keys(whole) as Part[]).flatMap((part) =>
      repeated(whole[part].map((item) => idOf(item))).map((id) =>
        wrong('ID_TWICE', pathOf(part, id), `${id} is there twice among the ${part}: take one away or rename it.`),
      ),
    ),
    ...(['queues', 'dispositions', 'teams'] as const).flatMap((part) => {
      const names = whole[part].map(({ name }) => name.trim().toLowerCase());
      return whole[part]
        .filter((_, i) => names.indexOf(names[i]!) < i)
        .map(({ id, name }) =>
          wrong(
            'NAME_TWICE',
            pathOf(part, id, 'name'),
            `Another of the ${part} is called ${name} too: nobody could tell them apart, so rename one.`,
          ),
        );
    }),
  ];
}

const repeated = (values: readonly string[]): string[] => [
  ...new Set(values.filter((value, i) => values.indexOf(value) < i)),
];
