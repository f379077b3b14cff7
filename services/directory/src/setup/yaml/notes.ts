/** What an exported document says of itself, so that it can be changed without another page beside it. */
export const HEAD = (
  tenant: string,
  version: number,
): string => ` Spillway: the configuration of ${tenant}, version ${version}.
 Change what you like and hold it against the running set-up:  npx spillway config check <this file>
 Then take it over as one new version, or not at all:          npx spillway config import <this file> --comment "why"
 A section that is missing is not touched. Numbers and flows that a section does not name are taken away; queues, wrap-up
 codes, teams and agents stay, because past contacts name them. All times are milliseconds (20000 is 20 seconds).`;

export const SECTIONS: Readonly<Record<string, string>> = {
  teams: ' Teams or places, by id: the name that people read.',
  dispositions: ' Wrap-up codes, by id: what an agent chooses after a contact.',
  agents:
    ' Agents by user name: how they work. Names, passwords, roles and phones belong to People and are not in here.',
  queues: ' Queues by id.',
  flows: ' What a caller hears and chooses, step by step; `start` is the first one.',
  entries: ' Dialled number: the flow that it leads to.',
};

/** Beside a field where it stands for the first time in its section. */
export const FIELDS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  agents: {
    skills: 'levels 1 to 10',
    capacity: 'how many at once of each medium; without it: the usual',
    interrupts: 'which medium may come on top of which',
    queueOrder: 'the queue she shall serve first is first',
  },
  queues: {
    skills: 'lowest levels needed; `requires` replaces them',
    serviceLevelMs: 'answered within this counts for the service level',
    ringMs: "how long an agent's phone rings",
    wrapMs: 'wrap-up time; 0 is none',
    lostMs: 'how long a caller waits for an agent who lost her line',
    priority: 'higher is served first',
    record: 'calls are recorded',
    recordReason: 'quality, contract or law',
    retentionDays: 'recordings are deleted after',
    requires: 'such as: sales >= 3 and (german or english >= 5)',
    relax: 'what is asked after so long a wait',
    teams: 'asked first',
    teamsMs: 'for so long only they are asked',
    strategy: 'longest-idle, least-occupied, fewest-contacts, round-robin, linear, random or best-skill',
    ageMs: 'one point of priority for each such wait; 0 never',
    preferredMs: 'so long the agent she knows is waited for',
    reserve: 'agents kept free for inbound',
    hours: 'without them: always open',
    overflow: 'the first that applies',
  },
};
