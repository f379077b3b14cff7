/** Somebody asked for what we cannot do; the text says what to do instead. */
export class UsageError extends Error {
  /** @param {string} message @param {number} [exitCode] */
  constructor(message, exitCode = 2) {
    super(message);
    this.exitCode = exitCode;
  }
}

export const help = () => `npx spillway <noun> <verb> [options]

  status                     what runs here, and whether it is well
  call place  (or: call)     demonstration callers with a synthetic voice
      --to 1000              the number they dial
      --count 1              how many
      --rate 1               new calls a second
      --duration 30          seconds from answer to hanging up
      --from +48555000001    the first caller's number; the next ones count on from it
      --lang en              the caller's voice: en, pl or ru
      --press 1              keys to press, e.g. 1 or 9,2; "" presses none
      --press-after 8        seconds from answer to the first key
      --node a               which Asterisk node takes them
      --host, --port         call there instead of this installation
  service list
  service restart <name>
  number list                which number leads where
  sign-in list               demonstration sign-ins
  simulate                   a whole day through routing's own core, in seconds
      --day monday --seed 7  calm, monday, spike or outage; the same seed is the same day
      --agents 40 or +2      how many work there, or how many more
      --trace day.jsonl      a day from a file instead (--write day.jsonl makes one)
      --rules spillway,app_queue,vicidial   side by side; with -tuned or -plain: set up with care, or not at all
  routing explain <interaction>   who was asked at each moment, and what kept each other agent out
      --user tess            who asks; the password is in SPILLWAY_PASSWORD (without it a demonstration sign-in)
  config export [file]       queues, skills, agents, hours, wrap-up codes, flows and numbers as one YAML document
  config check <file>        what an import would do, and to whom who waits now; 1 when it would be refused
  config import <file>       take it over as one new version, or nothing of it
      --comment "why"        kept with the version
      --from 12              refuse when another version than this is in force
  config versions            who changed what when and why (--limit 20)
  config diff <from> [to]    what differs between two versions
  config return <version>    bring an earlier version back, as a new one (--comment, --from; --check only looks)

Every command takes --json. The installation is found by SPILLWAY_HOME (default: .spillway in the checkout).
Exit codes: 0 done, 1 something is wrong, 2 misused, 3 nothing runs there.
`;
